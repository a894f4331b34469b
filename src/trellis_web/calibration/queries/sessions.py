"""Sessions as pages show them, and who is in one."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery

from trellis_web.access.queries import visible
from trellis_web.calibration.models import Member, Session, Subject, Talk
from trellis_web.calibration.queries.interests import interests_in
from trellis_web.calibration.rules import Interest
from trellis_web.people.models import Person
from trellis_web.reviews.models import Cycle, Participant

PARTS = Member.Part


def sessions_for(actor: Person, *, today: date) -> "QuerySet[Session]":
    """The sessions that the actor sees, each with its facilitator's name and the actor's part."""
    seats = Member.objects.filter(session=OuterRef("pk"), left_at__isnull=True)
    facilitators = seats.filter(part=PARTS.FACILITATOR).order_by("pk").values("person__name")
    rows = visible(Session, to=actor, today=today)
    return (
        rows.select_related("cycle", "unit", "family__current")
        .defer("family__current__text", "family__current__note")
        .annotate(
            facilitator=Subquery(facilitators[:1]),
            part=Subquery(seats.filter(person=actor).values("part")[:1]),
        )
    )


def listed(actor: Person, *, today: date) -> "QuerySet[Session]":
    """The same for a list, with how many people the actor may see on each table."""
    tabled = visible(Subject, to=actor, today=today).filter(session=OuterRef("pk"))
    counted = tabled.order_by().values("session").annotate(n=Count("pk")).values("n")
    return sessions_for(actor, today=today).annotate(people=Subquery(counted))


def ended_in(pk: int, *, person: Person) -> Session | None:
    """The session that was closed while this person sat in it; None otherwise. One query.

    They may not see it any more: by whom and when it was closed is all that they are told.
    """
    seats = Member.objects.filter(person=person, left_at__isnull=True)
    rows = Session.objects.filter(pk=pk, closed_at__isnull=False, members__in=seats)
    return rows.select_related("closed_by").first()


@dataclass(frozen=True, slots=True)
class Held:
    """A conflict of interest of somebody in the room with somebody on the table."""

    member: str
    person: str
    interests: tuple[Interest, ...]


def conflicts_in(
    session: Session, members: dict[int, str], people: dict[int, str], *, today: date
) -> tuple[Held, ...]:
    """The conflicts of those in the room, found and declared, by name. One query.

    `people` are those on the table whom the reader sees: about anybody else nothing is said.
    """
    pairs = interests_in(session, tuple(members), today=today)
    found = (
        Held(members[member], people[person], tuple(sorted(why)))
        for (member, person), why in pairs.items()
        if person in people
    )
    return tuple(sorted(found, key=lambda each: (each.member, each.person)))


def tabled_in(session: Session, *, to: Person, today: date) -> "QuerySet[Participant]":
    """The participants on the table whom `to` sees there, by name."""
    tabled = visible(Subject, to=to, today=today).filter(session=session)
    rows = Participant.objects.filter(pk__in=tabled.values("participant"))
    return rows.select_related("person").order_by("person__name", "pk")


def open_rounds() -> "QuerySet[Cycle]":
    """The review rounds that a session can be about, the latest first."""
    rows = Cycle.objects.filter(opened_at__isnull=False, released_at__isnull=True)
    return rows.filter(closed_at__isnull=True, kind=Cycle.Kind.REVIEW).order_by("-seq")


def talked_about(session: Session, *, to: Person) -> int | None:
    """The participant of whom the room speaks, unless it is the reader. One query."""
    talks = visible(Talk, to=to).filter(session=session, until_at__isnull=True)
    return talks.values_list("participant", flat=True).first()
