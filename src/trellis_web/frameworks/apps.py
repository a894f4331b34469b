"""The app's name and label."""

from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    """Registers `frameworks`."""

    name = "trellis_web.frameworks"
    default_auto_field = "django.db.models.BigAutoField"
