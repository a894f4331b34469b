"""What somebody sees of the teams beneath their own: counts of teams, one person for a reason."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from trellis.readiness.criteria import Readiness as State
from trellis.stats import too_small
from trellis_web.access.models import ReadingReason
from trellis_web.access.queries import read_for_a_reason, skip_level_of, visible
from trellis_web.growth.queries.notes import Card, cards, notes
from trellis_web.people.models import Person, ReportingLine
from trellis_web.readiness.models import Readiness
from trellis_web.reviews.models import ReleasedResult

ORDER = (State.READY, State.NEARLY, State.BUILDING, State.NOT_ENOUGH_EVIDENCE)
"""The best word first: whoever has several moves is counted under it."""


@dataclass(frozen=True, slots=True)
class Team:
    """One team beneath: its people, and how many of them stand how. None where it is too small."""

    manager: Person
    people: tuple[Person, ...]
    counts: tuple[int, ...] | None


def teams_beyond(actor: Person, *, today: date) -> list[Team]:
    """The teams of the actor's reports, by the manager's name. Three queries, however many."""
    beyond = skip_level_of(actor, today=today)
    lines = (
        ReportingLine.objects.on(today)
        .filter(kind=ReportingLine.Kind.LINE, person__in=beyond)
        .select_related("person", "manager")
        .order_by("manager__name", "manager", "person__name", "person")
    )
    teams: dict[Person, list[Person]] = {}
    for line in lines:
        teams.setdefault(line.manager, []).append(line.person)
    best = _best(beyond)
    hidden = too_small([len(people) for people in teams.values()])
    return [
        Team(manager, tuple(people), None if i in hidden else _counts(people, best))
        for i, (manager, people) in enumerate(teams.items())
    ]


def _best(people: "QuerySet[Any]") -> dict[int, str]:
    """The best word of each person about a promotion from where they stand. One query."""
    rows = Readiness.objects.filter(person__in=people, move__kind="promotion")
    found: dict[int, str] = {}
    for person, state in rows.values_list("person", "state"):
        found[person] = min(found.get(person, state), state, key=ORDER.index)
    return found


def _counts(people: Iterable[Person], best: dict[int, str]) -> tuple[int, ...]:
    """How many of a team stand at each word of `ORDER`."""
    counted = Counter(best.get(each.pk, State.NOT_ENOUGH_EVIDENCE) for each in people)
    return tuple(counted[state] for state in ORDER)


@dataclass(frozen=True, slots=True)
class Reading:
    """One person, for the reason that was given today; without one there is nothing."""

    reason: ReadingReason
    results: tuple[ReleasedResult, ...]
    notes: tuple[Card, ...]


def somebody_beyond(actor: Person, pk: int, *, today: date) -> Person | None:
    """A person two lines below; None for anybody else."""
    people = visible(Person, to=actor, today=today)
    return people.filter(pk__in=skip_level_of(actor, today=today)).filter(pk=pk).first()


def reading_of(person: Person, *, by: Person, today: date) -> Reading | None:
    """What may be read of the person today; None until a reason is given."""
    if not read_for_a_reason(by, today=today).filter(person=person).exists():
        return None
    reasons = visible(ReadingReason, to=by, today=today)
    results = visible(ReleasedResult, to=by, today=today).filter(person=person)
    return Reading(
        reasons.get(person=person, reader=by, given_on=today),
        tuple(results.select_related("cycle", "version__family")),
        tuple(cards(notes(to=by, today=today).filter(person=person))),
    )
