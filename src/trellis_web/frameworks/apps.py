"""The app's name and label."""

from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    """Registers `frameworks` and its visibility rules."""

    name = "trellis_web.frameworks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers who sees what."""
        from trellis_web.frameworks import access, events  # noqa: F401
