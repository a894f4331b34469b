"""The one function that makes a picture of a network: the same input gives the same picture."""

from functools import lru_cache

from trellis.career_map.landscape import landscape
from trellis.career_map.network import Network
from trellis.career_map.picture import Picture
from trellis.career_map.portrait import portrait


@lru_cache(maxsize=256)
def layout(
    network: Network, here: str = "", *, is_upright: bool = False, has_notes: bool = False
) -> Picture:
    """Lines across the page with the ranks as columns, or (`is_upright`) side by side.

    `here` is the key of the stop to be flagged, or empty. With `has_notes` there is room for a few
    words beneath every title. No two boxes with words overlap (`Picture.boxes`).
    """
    draw = portrait if is_upright else landscape
    return draw(network, here, has_notes=has_notes)
