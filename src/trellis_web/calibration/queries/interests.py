"""Conflicts of interest of people in the room, found by the lines of today and as declared."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, F, Value

from trellis_web.calibration.models import Conflict, Session, Subject
from trellis_web.calibration.rules import Interest
from trellis_web.people.models import Person, ReportingLine
from trellis_web.reviews.models import Nomination, Participant

if TYPE_CHECKING:
    from django.db.models import QuerySet

Pairs = dict[tuple[int, int], frozenset[Interest]]


def interests_in(session: Session, members: Collection[int], *, today: date) -> Pairs:
    """The conflicts of these people with those on the table, by member and person. One query."""
    tabled = Subject.objects.filter(session=session).values("participant")
    return _interests(session, Participant.objects.filter(pk__in=tabled), members, today)


def interests_about(
    session: Session, participant: Participant, by: Person, *, today: date
) -> frozenset[Interest]:
    """The conflicts of one person with one participant. One query."""
    row = Participant.objects.filter(pk=participant.pk)
    found = _interests(session, row, [by.pk], today)
    return found.get((by.pk, participant.person_id), frozenset())


def _interests(
    session: Session, about: "QuerySet[Participant]", members: Collection[int], today: date
) -> Pairs:
    people, lines = about.values("person"), ReportingLine.objects.on(today).order_by()
    asked = Nomination.objects.filter(
        participant__in=about.values("pk"), peer__in=members, approved_at__isnull=False
    )
    declared = Conflict.objects.filter(session=session, person__in=people, member__in=members)
    rated = about.filter(manager__in=members).order_by()
    rows = _pairs(lines.filter(manager__in=members, person__in=people), Interest.OWN_REPORT).union(
        _pairs(rated, Interest.OWN_REPORT),
        _pairs(
            lines.filter(person__in=members, manager__in=people),
            Interest.OWN_MANAGER, "person", "manager",
        ),
        _pairs(asked, Interest.PEER, "peer", "participant__person"),
        _pairs(declared.order_by(), Interest.DECLARED, "member", "person"),
        _pairs(about.filter(person__in=members).order_by(), Interest.OWN_RECORD, "person"),
    )  # fmt: skip
    found: defaultdict[tuple[int, int], set[Interest]] = defaultdict(set)
    for member, person, why in rows:
        found[member, person].add(Interest(why))
    return {pair: frozenset(each) for pair, each in found.items()}


def _pairs(
    rows: "QuerySet[Any]", why: Interest, member: str = "manager", person: str = "person"
) -> "QuerySet[Any]":
    """Who, about whom, and why; the same three columns whatever the table."""
    named = rows.annotate(who=F(member), about_=F(person), why=Value(str(why), CharField()))
    pairs: QuerySet[Any] = named.values_list("who", "about_", "why")
    return pairs
