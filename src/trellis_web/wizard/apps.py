"""The app's name and label."""

from django.apps import AppConfig


class WizardConfig(AppConfig):
    """Registers `wizard`."""

    name = "trellis_web.wizard"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The rules on who sees what, and the payloads, are known once the apps are."""
        from trellis_web.wizard import access, events  # noqa: F401
