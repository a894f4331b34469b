"""The app's name and label."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers `people`."""

    name = "trellis_web.people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers who sees what, and the payloads of the trail."""
        from trellis_web.people import access, events  # noqa: F401
