"""The app's name and label."""

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    """Registers `insights`."""

    name = "trellis_web.insights"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The rules on who sees what, and the payloads, are known once the apps are."""
        from trellis_web.insights import access, events  # noqa: F401
