"""The app's name and label."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Registers `ui`."""

    name = "trellis_web.ui"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connects the consequences, once every app is loaded."""
        from trellis_web.config.consequences import install

        install()
