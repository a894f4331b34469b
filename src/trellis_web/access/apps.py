"""The app's name and label."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Registers `access`."""

    name = "trellis_web.access"
    default_auto_field = "django.db.models.BigAutoField"
