"""The app's name and label."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Registers `organisation`."""

    name = "trellis_web.organisation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Who sees what, and the payloads of the trail, are known once the apps are."""
        from trellis_web.organisation import access, events  # noqa: F401
