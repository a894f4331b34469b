"""A draft, a panel about it, and people who answer."""

from typing import Any

from tests.web.factories import NOW, hr, person
from tests.web.reviews.factories import document
from trellis_web.frameworks.actions import import_framework
from trellis_web.frameworks.models import Draft
from trellis_web.people.models import Person
from trellis_web.validation.actions import (
    add_panelist,
    add_vignette,
    open_panel,
    place_sentences,
    prepare_panel,
    rate_vignette,
)
from trellis_web.validation.models import Panel, Panelist, Vignette
from trellis_web.validation.queries.asked import framework_of, pairs

SENTENCES = ("c1-l2", "c2-l2", "c3-l2")


def draft(by: Person | None = None) -> Draft:
    """A draft of design with three levels and three sentences at each."""
    return import_framework(document("design").encode(), "design.yaml", by=by or hr(), now=NOW)


def panel(
    by: Person, *, managers: int = 4, seniors: int = 4, vignettes: int = 5, **asks: Any
) -> Panel:
    """A panel that is set up and not open: descriptions at L2, and that many people."""
    asks = {"asks_order": True, "asks_team": False} | asks
    made = prepare_panel(draft(by), **asks, by=by, now=NOW)
    for group, count in (("manager", managers), ("senior", seniors)):
        for _ in range(count):
            add_panelist(made, person=person(), group=group, by=by, now=NOW)
    for n in range(vignettes):
        add_vignette(made, level="L2", title=f"Alex {n}", text="Did this.", by=by, now=NOW)
    return made


def opened(by: Person, **fields: Any) -> Panel:
    """A panel that people answer."""
    return open_panel(panel(by, **fields), by=by, now=NOW)


def rate(seat: Panelist, vignette: Vignette, **scores: int | None) -> None:
    """Answers; `c1=4` is about the sentence of c1 at L2."""
    said = {f"{name}-l2": score for name, score in scores.items()}
    rate_vignette(seat, vignette=vignette, scores=said, by=seat.person, now=NOW)


def answer_all(of: Panel) -> None:
    """Everybody agrees on c1, half of them on c2, and nobody can tell c3; all levels are known."""
    framework = framework_of(of)
    for n, seat in enumerate(of.panelists.select_related("person", "panel__family")):
        for m, each in enumerate(of.vignettes.all()):
            rate(seat, each, c1=1 + m % 5, c2=1 + (m + n % 2) % 5, c3=None)
        for pair in pairs(of, framework):
            place_sentences(seat, pair=pair.key, levels=pair.levels, by=seat.person)
