"""What lies on a manager's desk: everything about each report that waits for them. One query."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import ngettext

from trellis_web.access.queries import reports_of, visible
from trellis_web.access.rules import Permission, is_permitted
from trellis_web.growth.models import EvidenceNote, Plan, PlanAction
from trellis_web.people.models import Person
from trellis_web.people.queries import away_on
from trellis_web.reviews.models import Assessment, CheckIn, Participant
from trellis_web.ui.queries.coming import Waiting


@dataclass(frozen=True, slots=True)
class Desk:
    """What a manager can act on about one person, who reports to them now."""

    person: Person
    last_note: date | None
    is_away: bool
    sheet: int | None
    due_on: date | None
    check_in: int | None
    to_tell: int | None
    has_plan: bool
    is_agreed: bool
    open: int
    overdue: int
    opportunities: int


def desks(actor: Person, *, today: date) -> list[Desk]:
    """One for each present report of the actor, by name, with one query for however many."""
    led = visible(Person, to=actor, today=today).filter(pk__in=reports_of(actor, today=today))
    rows = led.annotate(**_of_growth(today), **_of_reviews(actor))
    return [_desk(person) for person in rows.order_by("name", "pk")]


def _desk(person: Any) -> Desk:
    return Desk(
        person,
        last_note=person.last_note,
        is_away=person.is_away,
        sheet=person.sheet,
        due_on=person.due_on,
        check_in=person.check_in,
        to_tell=person.to_tell,
        has_plan=person.plan is not None,
        is_agreed=person.agreed_at is not None,
        open=person.n_open,
        overdue=person.n_overdue,
        opportunities=person.n_opportunities,
    )


def _of_growth(today: date) -> dict[str, Any]:
    """Shared notes, absence, and the plan in force with what is open in it."""
    shared = EvidenceNote.objects.filter(person=OuterRef("pk"), shared_at__isnull=False)
    plan = Plan.objects.filter(person=OuterRef("pk"), ended_at__isnull=True)
    actions = PlanAction.objects.filter(
        plan__person=OuterRef("pk"),
        plan__ended_at__isnull=True,
        done_at__isnull=True,
        dropped_at__isnull=True,
    )
    return {
        "last_note": _first(shared.order_by("-happened_on"), "happened_on"),
        "is_away": Exists(away_on(today).filter(person=OuterRef("pk"))),
        "plan": _first(plan, "pk"),
        "agreed_at": _first(plan, "agreed_at"),
        "n_open": _count(actions, Q(is_opportunity=False)),
        "n_overdue": _count(actions, Q(due_on__lt=today)),
        "n_opportunities": _count(actions, Q(is_opportunity=True)),
    }


def _of_reviews(actor: Person) -> dict[str, Any]:
    """The review to write, the check-in that was prepared, the result to tell in person."""
    sheets = Assessment.objects.filter(
        author=actor,
        perspective=Assessment.Perspective.MANAGER,
        submitted_at__isnull=True,
        participant__manager=actor,
        participant__person=OuterRef("pk"),
        participant__is_absent=False,
        participant__left_at__isnull=True,
        participant__held_at__isnull=True,
        participant__released_at__isnull=True,
        participant__cycle__opened_at__isnull=False,
        participant__cycle__released_at__isnull=True,
    ).order_by("participant__cycle__due_on")
    prepared = CheckIn.objects.filter(
        person=OuterRef("pk"), prepared_at__isnull=False, recorded_at__isnull=True
    )
    held = Participant.objects.filter(
        person=OuterRef("pk"),
        manager=actor,
        held_at__isnull=False,
        talked_at__isnull=True,
        released_at__isnull=True,
    )
    return {
        "sheet": _first(sheets, "pk"),
        "due_on": _first(sheets, "participant__cycle__due_on"),
        "check_in": _first(prepared, "pk"),
        "to_tell": _first(held, "pk"),
    }


def _first(rows: "QuerySet[Any]", column: str) -> Subquery:
    return Subquery(rows.values(column)[:1])


def _count(rows: "QuerySet[Any]", which: Q) -> Coalesce:
    counted = rows.filter(which).order_by().values("plan__person").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0)


def waiting_on(actor: Person, *, today: date) -> tuple[Waiting, ...]:
    """What of the actor's team waits for them, with how many, as their home page says it.

    One query for those who lead somebody, none for others.
    """
    if not is_permitted(actor, Permission.TEAM_READ, today=today):
        return ()
    found = desks(actor, today=today)
    return tuple(Waiting(words, reverse(name)) for n, words, name in _tasks(found) if n)


def _tasks(found: Sequence[Desk]) -> Iterator[tuple[int, str, str]]:
    """How many, in words, and the address where it is done."""
    n = sum(desk.to_tell is not None for desk in found)
    yield n, ngettext("%(n)d talk to hold", "%(n)d talks to hold", n) % {"n": n}, "talks"
    n = sum(desk.sheet is not None for desk in found)
    words = ngettext("%(n)d review to write", "%(n)d reviews to write", n)
    yield n, words % {"n": n}, "review_list"
    n = sum(desk.check_in is not None for desk in found)
    words = ngettext("%(n)d check-in to record", "%(n)d check-ins to record", n)
    yield n, words % {"n": n}, "team"
    n = sum(desk.has_plan and not desk.is_agreed for desk in found)
    yield n, ngettext("%(n)d plan to agree on", "%(n)d plans to agree on", n) % {"n": n}, "team"
    n = sum(desk.opportunities for desk in found)
    words = ngettext("%(n)d opportunity to find", "%(n)d opportunities to find", n)
    yield n, words % {"n": n}, "team"
