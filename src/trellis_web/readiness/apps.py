"""The app's name and label."""

from django.apps import AppConfig


class ReadinessConfig(AppConfig):
    """Registers `readiness`."""

    name = "trellis_web.readiness"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The rule on who sees what is known once the apps are."""
        from trellis_web.readiness import access  # noqa: F401
