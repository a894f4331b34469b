"""Levels by their place, `family/level`."""

from trellis_web.frameworks.queries.placements import place_choices
from trellis_web.frameworks.queries.versions import current, resolved


def place_in(place: str) -> tuple[str, str, str] | None:
    """Family, track and level of a place in the current versions; None where there is no such."""
    family, _, level = place.partition("/")
    version = current(family)
    if version is None:
        return None
    track = resolved(version).tracks.get(level)
    return (family, track.id, level) if track else None


def level_names() -> dict[str, str]:
    """Code and title of every level of the current versions, by place."""
    return {place: name for _, levels in place_choices() for place, name in levels}
