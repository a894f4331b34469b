"""A panelist answers. As autosave everywhere, this leaves no event; answers are never shown again
to anybody but the panelist, and only while the panel is open."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from trellis_web.access.rules import Denied
from trellis_web.people.models import Person
from trellis_web.validation.models import Panel, Panelist, Placing, Proposal, Rating, Vignette
from trellis_web.validation.queries.asked import (
    framework_of,
    pairs,
    questions,
    team_of,
    vignettes_for,
)
from trellis_web.validation.rules import CLOSED, NOT_ASKED


@transaction.atomic
def rate_vignette(
    panelist: Panelist,
    *,
    vignette: Vignette,
    scores: Mapping[str, int | None],
    by: Person,
    now: datetime,
) -> None:
    """Stores answers by sentence: 1 to 5, None for "cannot tell". Those left out stay as they are.

    Raises `Denied` when the panel is not open, for anybody else's seat, and for what is not asked.
    """
    panel = _open(panelist, by)
    today = timezone.localdate(now)
    if vignette.pk not in {each.pk for each in vignettes_for(panelist, today=today)}:
        raise Denied(NOT_ASKED)
    asked = {each.statement.id for each in questions(framework_of(panel), vignette.level)}
    if not scores.keys() <= asked:
        raise Denied(NOT_ASKED)
    Rating.objects.bulk_create(
        (
            Rating(panelist=panelist, vignette=vignette, statement=name, score=score)
            for name, score in scores.items()
        ),
        update_conflicts=True,
        unique_fields=["panelist", "vignette", "statement"],
        update_fields=["score"],
    )


@transaction.atomic
def place_sentences(
    panelist: Panelist, *, pair: str, levels: Mapping[str, str], by: Person
) -> None:
    """Stores the level to which each sentence of a pair was put. Raises as `rate_vignette`."""
    panel = _open(panelist, by)
    known = {each.key: each for each in pairs(panel, framework_of(panel))}
    if pair not in known or not levels.keys() <= known[pair].sentences.keys():
        raise Denied(NOT_ASKED)
    if not set(levels.values()) <= {known[pair].below, known[pair].above}:
        raise Denied(NOT_ASKED)
    Placing.objects.bulk_create(
        (
            Placing(panelist=panelist, pair=pair, statement=name, level=level)
            for name, level in levels.items()
        ),
        update_conflicts=True,
        unique_fields=["panelist", "pair", "statement"],
        update_fields=["level"],
    )


@transaction.atomic
def propose_levels(
    panelist: Panelist, *, levels: Mapping[int, str], by: Person, now: datetime
) -> None:
    """Stores the level that a manager sees for own reports, by their keys; empty takes it back.

    Raises `Denied` for anybody who does not report to them now, and as `rate_vignette`.
    """
    panel = _open(panelist, by)
    team = {each.pk for each in team_of(panelist, today=timezone.localdate(now))}
    known = framework_of(panel).levels.keys() | {""}
    if not (levels.keys() <= team and set(levels.values()) <= known):
        raise Denied(NOT_ASKED)
    Proposal.objects.filter(panelist=panelist, person__in=levels.keys()).delete()
    Proposal.objects.bulk_create(
        Proposal(panelist=panelist, person_id=person, level=level)
        for person, level in levels.items()
        if level
    )


def _open(panelist: Panelist, by: Person) -> Panel:
    """The panel as it is now, locked so that it does not close meanwhile."""
    if panelist.person_id != by.pk or not by.is_active:
        raise Denied(NOT_ASKED)
    rows = Panel.objects.select_for_update(of=("self",)).select_related("family")
    panel: Panel = rows.get(pk=panelist.panel_id)
    if not panel.is_open:
        raise Denied(CLOSED)
    return panel
