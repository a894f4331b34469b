"""What a person's own page says about cases and places: one query for both."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Case as Choose
from django.db.models import (
    CharField,
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
from trellis_web.people.models import Person
from trellis_web.promotions.models import Case, Decision, Outcome, SeatPlan
from trellis_web.promotions.queries.lists import IN_STATE

PLACE = "place"
"""In the place of a state: the row is a plan of places."""


class OwnCase(NamedTuple):
    """The latest case: its step, and what was decided. `day`: of effect, or of a new look."""

    pk: int
    state: str
    level: str
    outcome: str
    text: str
    day: date | None
    owner: str
    at: datetime | None

    @property
    def is_decided(self) -> bool:
        """Whether there is a decision to read."""
        return bool(self.outcome)

    @property
    def is_open(self) -> bool:
        """Whether it is still on its way."""
        return self.state not in (CaseState.DECIDED, CaseState.WITHDRAWN)

    @property
    def word(self) -> str:
        """What was decided, in a word or two."""
        return str(Outcome(self.outcome).label) if self.outcome else ""


@dataclass(frozen=True, slots=True)
class Own:
    """The latest case of a person that was not withdrawn, and when places are decided."""

    case: OwnCase | None
    places_on: date | None


def own_of(person: Person, *, family: str, level: str, unit: int | None) -> Own:
    """For the person themself; `family` and `level` are those ahead, empty where none is."""
    rows = _cases(person).union(_places(family, level, unit), all=True)
    found = [OwnCase._make(row) for row in rows]
    cases = [each for each in found if each.state not in (PLACE, CaseState.WITHDRAWN)]
    days = [each.day for each in found if each.state == PLACE]
    latest = max(cases, key=lambda each: (each.at is not None, each.at, each.pk), default=None)
    return Own(latest, max(filter(None, days), default=None))


def _cases(person: Person) -> "QuerySet[Case, tuple[Any, ...]]":
    latest = Decision.objects.filter(case=OuterRef("pk")).order_by("-pk")
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
        Value(None, DateTimeField()),
    )
