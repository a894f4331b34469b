"""The app's name and label."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers `people`."""

    name = "trellis_web.people"
    default_auto_field = "django.db.models.BigAutoField"
