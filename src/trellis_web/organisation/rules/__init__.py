"""Which features there are, when they are on by themselves, and why a switch is refused."""

from trellis_web.organisation.rules.features import (
    ABOUT,
    FEATURES,
    LARGE_FROM,
    WATCHING,
    About,
    Feature,
    Group,
    preset,
)

__all__ = ["ABOUT", "FEATURES", "LARGE_FROM", "WATCHING", "About", "Feature", "Group", "preset"]
