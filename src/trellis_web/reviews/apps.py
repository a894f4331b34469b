"""The app's name and label."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Registers `reviews` and its rules of visibility."""

    name = "trellis_web.reviews"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers who sees what, and the events."""
        from trellis_web.reviews import access, events  # noqa: F401
