"""The app's name and label."""

from django.apps import AppConfig


class CareersConfig(AppConfig):
    """Registers `careers`. It has no tables of its own: it reads those of the apps beneath it."""

    name = "trellis_web.careers"
