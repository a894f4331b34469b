from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0007_name_what_cites_a_note"),
    ]

    operations = [
        migrations.RemoveField(model_name="assessment", name="revision"),
        migrations.AddField(
            model_name="rating", name="is_carried", field=models.BooleanField(default=False)
        ),
    ]
