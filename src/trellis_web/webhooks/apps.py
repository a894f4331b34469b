"""The app's name and label."""

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    """Registers `webhooks`."""

    name = "trellis_web.webhooks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers who sees what, and the payloads of the trail."""
        from trellis_web.webhooks import access, events  # noqa: F401
