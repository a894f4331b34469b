"""The app's name and label."""

from django.apps import AppConfig


class ValidationConfig(AppConfig):
    """Registers `validation` and its visibility rules."""

    name = "trellis_web.validation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers who sees what."""
        from trellis_web.validation import access, events  # noqa: F401
