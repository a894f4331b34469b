"""The app's name and label."""

from django.apps import AppConfig


class GrowthConfig(AppConfig):
    """Registers `growth`."""

    name = "trellis_web.growth"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The rules on who sees what, and the payloads, are known once the apps are."""
        from trellis_web.growth import access, events  # noqa: F401
