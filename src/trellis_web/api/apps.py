"""The app's name and label."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Registers `api`."""

    name = "trellis_web.api"
    default_auto_field = "django.db.models.BigAutoField"
