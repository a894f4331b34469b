"""What a person's own page says about cases and places: one query for both."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Case as Choose
from django.db.models import (
    CharField,
    DateField,
    DateTimeField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from trellis.process.cases import CaseState
from trellis_web.people.models import Person, ReportingLine
from trellis_web.promotions.models import Case, Decision, Outcome, SeatPlan, Telling
from trellis_web.promotions.queries.lists import IN_STATE

PLACE = "place"
"""In the place of a state: the row is a plan of places."""


class OwnCase(NamedTuple):
    """The latest case: its step, and what was decided. `day`: of effect, or of a new look.

    `told_on`: the latest day on which a decision is told, and `teller` by whom ("" for HR); None
    where nothing is held.
    """

    pk: int
    state: str
    level: str
    outcome: str
    text: str
    day: date | None
    owner: str
    told_on: date | None
    teller: str
    at: datetime | None

    @property
    def is_decided(self) -> bool:
        """Whether there is a decision to read."""
        return bool(self.outcome)

    @property
    def is_open(self) -> bool:
        """Whether it is still on its way."""
        over = self.state in (CaseState.DECIDED, CaseState.WITHDRAWN)
        return not over or self.told_on is not None

    @property
    def word(self) -> str:
        """What was decided, in a word or two."""
        return str(Outcome(self.outcome).label) if self.outcome else ""


@dataclass(frozen=True, slots=True)
class Own:
    """The latest case of a person that was not withdrawn, and when places are decided."""

    case: OwnCase | None
    places_on: date | None


def own_of(person: Person, *, family: str, level: str, unit: int | None, today: date) -> Own:
    """For the person themself; `family` and `level` are those ahead, empty where none is.

    A decision that they were not told yet is none.
    """
    rows = _cases(person, today).union(_places(family, level, unit), all=True)
    found = [OwnCase._make(row) for row in rows]
    cases = [each for each in found if each.state not in (PLACE, CaseState.WITHDRAWN)]
    days = [each.day for each in found if each.state == PLACE]
    latest = max(cases, key=lambda each: (each.at is not None, each.at, each.pk), default=None)
    return Own(latest, max(filter(None, days), default=None))


def _cases(person: Person, today: date) -> "QuerySet[Case, tuple[Any, ...]]":
    held = Telling.objects.held(today)
    decided = Decision.objects.filter(case=OuterRef("pk")).order_by("-pk")
    latest = decided.exclude(pk__in=held.values("decision"))
    lines = ReportingLine.objects.on(today).filter(person=person, kind__in=("acting", "line"))
    state = Choose(
        *(When(held, then=Value(state.value)) for state, held in IN_STATE.items()),
        output_field=CharField(),
    )
    rows = Case.objects.filter(person=person).order_by()
    return rows.values_list(
        "pk",
        state,
        "move__to_level",
        Coalesce(Subquery(latest.values("outcome")[:1]), Value("")),
        Coalesce(Subquery(latest.values("text")[:1]), Value("", TextField())),
        Subquery(latest.values(day=Coalesce("effective_on", "recheck_on"))[:1]),
        Coalesce(Subquery(latest.values("owner__name")[:1]), Value("")),
        Subquery(held.filter(decision__case=OuterRef("pk")).values("due_on")[:1]),
        Coalesce(Subquery(lines.order_by("kind").values("manager__name")[:1]), Value("")),
        "started_at",
    )


def _places(family: str, level: str, unit: int | None) -> "QuerySet[SeatPlan, tuple[Any, ...]]":
    """The plans of the unit and of all of them: the same day is rarely published twice."""
    here = Q(unit__isnull=True) if unit is None else Q(unit__isnull=True) | Q(unit=unit)
    rows = SeatPlan.objects.filter(here, family__slug=family, level=level).order_by()
    return rows.values_list(
        "pk",
        Value(PLACE, CharField()),
        "level",
        Value("", CharField()),
        "rule",
        "decided_on",
        Value("", CharField()),
        Value(None, DateField()),
        Value("", CharField()),
        Value(None, DateTimeField()),
    )
