"""What people do with panels."""

from trellis_web.validation.actions.answers import place_sentences, propose_levels, rate_vignette
from trellis_web.validation.actions.panels import close_panel, open_panel
from trellis_web.validation.actions.preparation import (
    add_panelist,
    add_vignette,
    prepare_panel,
    remove_panelist,
    remove_vignette,
)

__all__ = [
    "add_panelist",
    "add_vignette",
    "close_panel",
    "open_panel",
    "place_sentences",
    "prepare_panel",
    "propose_levels",
    "rate_vignette",
    "remove_panelist",
    "remove_vignette",
]
