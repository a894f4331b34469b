from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0005_check_in"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="anonymousanswer",
            options={"ordering": ("competency_id", "reason", "score", "next", "step", "id")},
        ),
        migrations.AlterModelOptions(
            name="releasedfeedback",
            options={"ordering": ("competency_id", "reason", "score", "next", "id")},
        ),
        migrations.RemoveField(model_name="ballot", name="answers"),
        migrations.AddField(
            model_name="ballot", name="words", field=models.TextField(blank=True, default="")
        ),
        migrations.RemoveField(model_name="sealedanswer", name="answers"),
        migrations.AddField(
            model_name="sealedanswer",
            name="words",
            field=models.TextField(default=""),
            preserve_default=False,
        ),
    ]
