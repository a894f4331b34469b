"""The app's name and label."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Registers `audit`."""

    name = "trellis_web.audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers who reads the trail."""
        from trellis_web.audit import access  # noqa: F401
