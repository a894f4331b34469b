"""The app's name and label."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Registers `access`."""

    name = "trellis_web.access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers who sees what, and the payloads of the trail."""
        from trellis_web.access import access, events  # noqa: F401
