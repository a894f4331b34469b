"""The app's name and label."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    """Registers `exports`."""

    name = "trellis_web.exports"

    def ready(self) -> None:
        """The payloads are known once the apps are."""
        from trellis_web.exports import events  # noqa: F401
