"""How far a round is: who has handed in what. Whoever looks does not see their own row."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    CharField,
    Count,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from trellis_web.access.queries import visible
from trellis_web.people.models import Person, ReportingLine
from trellis_web.reviews.models import Assessment, Cycle, Participant

Perspective = Assessment.Perspective
LEADING = (ReportingLine.Kind.ACTING, ReportingLine.Kind.LINE)


class Show(TextChoices):
    """Which rows of the board are shown."""

    ALL = "", _("Everyone")
    LATE = "late", _("Late")
    NOTHING = "nothing", _("Nothing yet")
    GONE = "gone", _("Have left")
    OUT = "out", _("Taken out")


class By(TextChoices):
    """By what the progress is counted."""

    UNIT = "unit", _("Unit")
    FAMILY = "family", _("Job family")
    MANAGER = "manager", _("Manager")


KEYS = {By.UNIT: "unit__name", By.FAMILY: "version__family__title", By.MANAGER: "manager__name"}
LISTED = 50
"""How many groups a page shows, those that miss most first."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of a round: people, away, what was handed in, held and released; and rows shown.

    Of those who still wait for the release, `ready` have a review of their manager, `missing` none.
    """

    people: int
    absent: int
    by_self: int
    by_manager: int
    held: int
    waiting: int
    ready: int
    missing: int
    shown: int

    @property
    def expected(self) -> int:
        """How many reviews of each perspective are awaited."""
        return self.people - self.absent


@dataclass(frozen=True, slots=True)
class Share:
    """A unit, family or manager: people who are not away, and how many reviews were handed in."""

    name: str
    people: int
    by_self: int
    by_manager: int


def board(cycle: Cycle, *, to: Person) -> "QuerySet[Any]":
    """The participants whom `to` may follow, with what was handed in; never their own row.

    Those who were taken out are among them.
    """
    sheets = Assessment.objects.filter(participant=OuterRef("pk"))
    handed_in = sheets.filter(submitted_at__isnull=False)
    return (
        visible(Participant, to=to)
        .filter(cycle=cycle)
        .exclude(person=to)
        .annotate(
            by_self=Exists(handed_in.filter(perspective=Perspective.SELF)),
            by_manager=Exists(
                handed_in.filter(perspective=Perspective.MANAGER, author=OuterRef("manager"))
            ),
            is_begun=Exists(sheets.filter(saved_at__isnull=False)),
        )
    )


def chosen(cycle: Cycle, show: str, *, today: date) -> Q:
    """The rows of `board` that a filter shows."""
    stays = Q(left_at__isnull=True)
    match show:
        case Show.LATE:
            return stays & Q(is_absent=False) & _late(cycle, today)
        case Show.NOTHING:
            return stays & Q(is_absent=False, is_begun=False, by_self=False, by_manager=False)
        case Show.GONE:
            return stays & Q(person__deactivated_at__isnull=False)
        case Show.OUT:
            return ~stays
    return stays


def _late(cycle: Cycle, today: date) -> Q:
    """Those whose day has passed without the words that it was for."""
    late = Q(pk__in=[])
    if cycle.due_on < today:
        late |= Q(by_manager=False)
    if Perspective.SELF in cycle.perspectives and (cycle.self_due_on or cycle.due_on) < today:
        late |= Q(by_self=False)
    return late


def progress_of(cycle: Cycle, *, to: Person, shown: Q | None = None) -> Progress:
    """The counts of a round, without whoever looks. One query."""
    inside = Q(left_at__isnull=True)
    here = inside & Q(is_absent=False)
    waiting = inside & Q(released_at__isnull=True, held_at__isnull=True)
    counts = board(cycle, to=to).aggregate(
        n_people=Count("pk", filter=inside),
        n_absent=Count("pk", filter=inside & Q(is_absent=True)),
        n_self=Count("pk", filter=here & Q(by_self=True)),
        n_manager=Count("pk", filter=here & Q(by_manager=True)),
        n_held=Count("pk", filter=Q(held_at__isnull=False, released_at__isnull=True)),
        n_waiting=Count("pk", filter=waiting),
        n_ready=Count("pk", filter=waiting & here & Q(by_manager=True)),
        n_missing=Count("pk", filter=waiting & here & Q(by_manager=False)),
        n_shown=Count("pk", filter=shown if shown is not None else inside),
    )
    return Progress(*counts.values())


def shares_of(cycle: Cycle, by: str, *, to: Person) -> list[Share]:
    """The counts by unit, family or manager, those that miss most first. One query."""
    key = KEYS.get(By(by) if by in By.values else By.UNIT, KEYS[By.UNIT])
    rows = (
        board(cycle, to=to)
        .filter(left_at__isnull=True, is_absent=False)
        .values(name=Coalesce(F(key), Value(""), output_field=CharField()))
        .annotate(
            n=Count("pk"),
            n_self=Count("pk", filter=Q(by_self=True)),
            n_manager=Count("pk", filter=Q(by_manager=True)),
        )
        .annotate(n_open=F("n") - F("n_manager"))
        .order_by("-n_open", "name")[:LISTED]
    )
    return [Share(r["name"], r["n"], r["n_self"], r["n_manager"]) for r in rows]


def stages_of(cycle: Cycle, *, to: Person) -> list[tuple[str, int, int]]:
    """For each named perspective how many were handed in, of how many. One query."""
    mine = board(cycle, to=to).filter(left_at__isnull=True, is_absent=False)
    sheets = Assessment.objects.filter(participant__in=mine.values("pk")).exclude(
        ~Q(author=F("participant__manager")), perspective=Perspective.MANAGER
    )
    rows = sheets.values_list("perspective").annotate(
        done=Count("pk", filter=Q(submitted_at__isnull=False)), n=Count("pk")
    )
    return [(str(Perspective(key).label), done, n) for key, done, n in rows.order_by("perspective")]


def with_leader(rows: "QuerySet[Any]", *, today: date) -> "QuerySet[Any]":
    """The same rows with who leads the person now: an acting manager before the line's."""
    lines = (
        ReportingLine.objects.on(today)
        .filter(person=OuterRef("person"), kind__in=LEADING, manager__deactivated_at__isnull=True)
        .order_by("kind", "-since", "-pk")
    )
    with_leads: QuerySet[Any] = rows.annotate(
        leader=Subquery(lines.values("manager")[:1]),
        leader_name=Subquery(lines.values("manager__name")[:1], output_field=CharField()),
        leads_since=Subquery(lines.values("since")[:1], output_field=DateField()),
    )
    return with_leads


def rows_of(
    cycle: Cycle, shown: Q, *, to: Person, today: date, start: int = 0, size: int = 50
) -> "list[Any]":
    """One page of the board, those who miss a manager review first. One query.

    Each row has `review`: the handed-in review of the manager, where `to` may read it.
    """
    readable = visible(Assessment, to=to, today=today).filter(
        participant=OuterRef("pk"), perspective=Perspective.MANAGER, author=OuterRef("manager")
    )
    rows = with_leader(board(cycle, to=to).filter(shown), today=today)
    return list(
        rows.annotate(review=Subquery(readable.values("pk")[:1]))
        .select_related("person", "manager", "unit")
        .order_by(F("by_manager").asc(), "person__name", "pk")[start : start + size]
    )
