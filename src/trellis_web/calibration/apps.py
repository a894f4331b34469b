"""The app's name and label."""

from django.apps import AppConfig


class CalibrationConfig(AppConfig):
    """Registers `calibration`."""

    name = "trellis_web.calibration"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The rules on who sees what, and the payloads, are known once the apps are."""
        from trellis_web.calibration import access, events  # noqa: F401
