"""The app's name and label."""

from django.apps import AppConfig


class LevellingConfig(AppConfig):
    """Registers `levelling`."""

    name = "trellis_web.levelling"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The rules on who sees what, and the payloads, are known once the apps are."""
        from trellis_web.levelling import access, events  # noqa: F401
