"""The app's name and label."""

from django.apps import AppConfig


class GrowthConfig(AppConfig):
    """Registers `growth`."""

    name = "trellis_web.growth"
    default_auto_field = "django.db.models.BigAutoField"
