"""The app's name and label."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Registers `audit`."""

    name = "trellis_web.audit"
    default_auto_field = "django.db.models.BigAutoField"
