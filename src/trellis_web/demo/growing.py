"""What goes on in the demo between reviews: a plan, colleagues who are asked, somebody on leave."""

from datetime import datetime, timedelta

from trellis_web.growth.actions.plans import start_plan
from trellis_web.growth.models import PlanAction
from trellis_web.growth.rules.evidence import Tag
from trellis_web.growth.rules.plans import Task
from trellis_web.people.actions.absences import note_absence
from trellis_web.people.models import Absence, Person
from trellis_web.reviews.actions.nominations import add_peer, nominate
from trellis_web.reviews.models import Cycle, Participant

ACTIONS = (
    ("Lead the design of the refund flow with the ledger team.", "work", 34, "system-design"),
    (
        "Run the next incident from page to review, with Tom beside you.",
        "work",
        48,
        "operational-excellence",
    ),
)
"""What Maya and Tom agreed: words, kind, days until it is due, and the competency."""


def plan_growth(person: Person, manager: Person, *, family: str, move: str, now: datetime) -> None:
    """The person's plan for a move, agreed three weeks ago."""
    agreed = now - timedelta(days=21)
    tasks = [
        Task(
            text,
            PlanAction.Kind(kind),
            now.date() + timedelta(days=days),
            tags=(Tag("competency", family, competency),),
        )
        for text, kind, days, competency in ACTIONS
    ]
    start_plan(
        person, family=family, move=move, tasks=tasks, by=manager, now=agreed, today=now.date()
    )


def ask_colleagues(cycle: Cycle, person: Person, manager: Person, *, now: datetime) -> None:
    """Two colleagues are asked about the person, a third is proposed; one asks the person."""
    row = cycle.participants.get(person=person)
    others = cycle.participants.filter(manager=manager, is_absent=False).exclude(person=person)
    first, second, third = (each.person for each in others.order_by("pk")[:3])
    for peer in (first, second):
        add_peer(row, peer=peer, by=manager, now=now)
    nominate(row, peer=third, by=person, now=now)
    theirs = Participant.objects.get(cycle=cycle, person=first)
    add_peer(theirs, peer=person, by=manager, now=now)


def send_on_leave(person: Person, *, by: Person, now: datetime) -> None:
    """Parental leave since last month, for half a year."""
    since = now.date() - timedelta(days=30)
    note_absence(
        person,
        kind=Absence.Kind.PARENTAL,
        from_on=since,
        to_on=since + timedelta(days=182),
        by=by,
        now=now,
        today=now.date(),
    )
