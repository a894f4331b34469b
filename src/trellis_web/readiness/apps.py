"""The app's name and label."""

from django.apps import AppConfig


class ReadinessConfig(AppConfig):
    """Registers `readiness`."""

    name = "trellis_web.readiness"
    default_auto_field = "django.db.models.BigAutoField"
