"""The dates ahead of a person: reviews to write, and the day a tenure is reached."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trellis.framework.model import Move
from trellis_web.people.models import Person, Position
from trellis_web.readiness.rules import reached_on
from trellis_web.reviews.models import Assessment
from trellis_web.ui.rules.notices import Circumstances


@dataclass(frozen=True, slots=True)
class Coming:
    """A day with what it brings; `url` where something is to be done."""

    day: date
    title: str
    note: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for the person's answer, whenever they come to it."""

    title: str
    url: str


def waiting(now: Circumstances) -> tuple[Waiting, ...]:
    """What others wait for."""
    confirm = Waiting(_("A colleague asks you to confirm a note"), reverse("confirmation_list"))
    asked = Waiting(_("A colleague asks what you saw of their work"), reverse("ask_list"))
    found = ((now.is_asked, asked), (now.is_to_confirm, confirm))
    offered = (
        [Waiting(_("A way back from management is offered to you"), reverse("return", args=[pk]))]
        if (pk := now.way_back)
        else []
    )
    return (*offered, *(each for is_there, each in found if is_there))


def coming(
    person: Person, position: Position | None, move: Move | None, *, today: date
) -> list[Coming]:
    """What is ahead, the nearest first. One query."""
    tenures = _tenures(position, move, today) if position and move else ()
    return sorted([*_reviews(person), *tenures], key=lambda each: each.day)


def _reviews(person: Person) -> Iterator[Coming]:
    """The person's own sheets in rounds that are open, and when they are due."""
    sheets = Assessment.objects.filter(
        author=person,
        participant__person=person,
        perspective=Assessment.Perspective.SELF,
        participant__is_absent=False,
        participant__cycle__opened_at__isnull=False,
        participant__cycle__released_at__isnull=True,
    )
    cycle = "participant__cycle"
    due = Coalesce(f"{cycle}__self_due_on", f"{cycle}__due_on")
    rows = sheets.values_list("pk", "submitted_at", due, f"{cycle}__title")
    for pk, submitted_at, due_on, title in rows:
        if submitted_at:
            yield Coming(due_on, title, _("You have handed in yours"))
        else:
            url = reverse("review", args=[pk])
            yield Coming(due_on, _("Your self-review is due"), title, url)


def _tenures(position: Position, move: Move, today: date) -> Iterator[Coming]:
    asked = {leaf.months_in_level.min for leaf in move.leaves() if leaf.months_in_level}
    for months in sorted(asked):
        if position.level_since is None:
            return
        day = reached_on(position.level_since, months)
        if day > today:
            title = ngettext("%(n)d month as %(level)s", "%(n)d months as %(level)s", months)
            words = {"n": months, "level": position.level}
            yield Coming(day, title % words, _("A criterion is met by then"))
