"""A note knows which released results cite it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("growth", "0003_ask_colleagues"),
        ("reviews", "0006_lock_ballots"),
    ]

    operations = [
        migrations.AlterField(
            model_name="releasedcitation",
            name="note",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="released_citations",
                to="growth.evidencenote",
            ),
        ),
    ]
