"""The app's name and label."""

from django.apps import AppConfig


class CareersConfig(AppConfig):
    """Registers `careers`, with who sees a way back."""

    name = "trellis_web.careers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The rules on who sees what, and the payloads, are known once the apps are."""
        from trellis_web.careers import access, events  # noqa: F401
