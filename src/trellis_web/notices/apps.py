"""The app's name and label."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Registers `notices`."""

    name = "trellis_web.notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers who sees what, and the payloads of the trail."""
        from trellis_web.notices import access, events  # noqa: F401
