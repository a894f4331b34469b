"""When somebody was named an author, beside who named them."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("frameworks", "0005_ask_share_title")]

    operations = [
        migrations.AddField(
            model_name="authorship",
            name="given_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
    ]
