"""The app's name and label."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Registers `reviews`."""

    name = "trellis_web.reviews"
    default_auto_field = "django.db.models.BigAutoField"
