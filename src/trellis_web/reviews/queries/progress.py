"""How far a round is: who has handed in what. Whoever looks does not see their own row."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from trellis_web.access.queries import visible
from trellis_web.people.models import Person, ReportingLine
from trellis_web.reviews.models import Assessment, Cycle, Participant

Perspective = Assessment.Perspective


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of a round: people, away, self and manager reviews that were handed in."""

    people: int
    absent: int
    by_self: int
    by_manager: int

    @property
    def expected(self) -> int:
        """How many reviews of each perspective are awaited."""
        return self.people - self.absent

    @property
    def missing(self) -> int:
        """How many have no manager review: they get no result."""
        return self.expected - self.by_manager


@dataclass(frozen=True, slots=True)
class Row:
    """One participant on the board of a round."""

    participant: Participant
    by_self: bool
    by_manager: bool
    manager_now: Person | None
    review: int | None

    @property
    def has_new_manager(self) -> bool:
        """Whether the frozen manager leads this person no longer."""
        return self.manager_now is not None and self.manager_now != self.participant.manager


def board(cycle: Cycle, *, to: Person) -> "QuerySet[Any]":
    """The participants whom `to` may follow, with what was handed in; never their own row."""
    handed_in = Assessment.objects.filter(participant=OuterRef("pk"), submitted_at__isnull=False)
    return (
        visible(Participant, to=to)
        .filter(cycle=cycle)
        .exclude(person=to)
        .annotate(
            by_self=Exists(handed_in.filter(perspective=Perspective.SELF)),
            by_manager=Exists(
                handed_in.filter(perspective=Perspective.MANAGER, author=OuterRef("manager"))
            ),
        )
    )


def progress_of(cycle: Cycle, *, to: Person) -> Progress:
    """The counts of a round, without whoever looks. One query."""
    counts = board(cycle, to=to).aggregate(
        n_people=Count("pk"),
        n_absent=Count("pk", filter=Q(is_absent=True)),
        n_self=Count("pk", filter=Q(by_self=True, is_absent=False)),
        n_manager=Count("pk", filter=Q(by_manager=True, is_absent=False)),
    )
    return Progress(counts["n_people"], counts["n_absent"], counts["n_self"], counts["n_manager"])


def rows_of(cycle: Cycle, *, to: Person, today: date, start: int = 0, size: int = 50) -> list[Row]:
    """One page of the board, those who miss a manager review first. Three queries."""
    people = list(
        board(cycle, to=to)
        .select_related("person", "manager")
        .order_by(F("by_manager").asc(), "person__name", "pk")[start : start + size]
    )
    lines = ReportingLine.objects.on(today).filter(
        person__in=[each.person_id for each in people], kind=ReportingLine.Kind.LINE
    )
    managers = {line.person_id: line.manager for line in lines.select_related("manager")}
    readable = visible(Assessment, to=to, today=today).filter(
        participant__in=people, perspective=Perspective.MANAGER, author=F("participant__manager")
    )
    reviews = dict(readable.values_list("participant_id", "pk"))
    return [
        Row(p, p.by_self, p.by_manager, managers.get(p.person_id), reviews.get(p.pk))
        for p in people
    ]
