"""The app's name and label."""

from django.apps import AppConfig


class PromotionsConfig(AppConfig):
    """Registers `promotions`."""

    name = "trellis_web.promotions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The rules on who sees what, and the payloads, are known once the apps are."""
        from trellis_web.promotions import access, events  # noqa: F401
