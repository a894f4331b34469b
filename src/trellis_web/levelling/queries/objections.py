"""What the person was told, and who decides when they object."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from trellis_web.levelling.access import is_hr, leaders_of
from trellis_web.levelling.models import Objection, Proposal
from trellis_web.levelling.queries.places import level_names
from trellis_web.levelling.rules import may_object, objects_until
from trellis_web.people.models import Person, ReportingLine


def involved_in(proposal: Proposal, *, today: date) -> set[int]:
    """Keys of everyone who had a part in the level: proposed, confirmed, compared, told, leads."""
    acted = {proposal.confirmed_by_id, proposal.calibrated_by_id, proposal.told_by_id}
    changed = set(proposal.changes.values_list("changed_by", flat=True))
    known = {key for key in acted | changed if key is not None}
    return known | leaders_of(proposal.person, today=today) | {proposal.person_id}


def is_involved(proposal: Proposal, person: Person, *, today: date) -> bool:
    """Whether the person had a part in the level, and so cannot judge it."""
    return person.pk in involved_in(proposal, today=today)


def may_decide(proposal: Proposal, person: Person, *, today: date) -> bool:
    """Whether it is theirs by role: HR, or who leads the manager."""
    if is_hr(person, today=today):
        return True
    managers = leaders_of(proposal.person, today=today)
    above = ReportingLine.objects.on(today).exclude(kind=ReportingLine.Kind.DOTTED)
    return above.filter(person__in=managers, manager=person).exists()


def waiting_for(person: Person, rows: QuerySet[Objection], *, today: date) -> list[Objection]:
    """Of these, those that are undecided and the person's to decide."""
    undecided = rows.filter(decided_at=None).select_related("proposal__person", "proposal__round")
    return [
        each
        for each in undecided.filter(~Q(proposal__person=person))
        if not is_involved(each.proposal, person, today=today)
    ]


@dataclass(frozen=True, slots=True)
class Told:
    """What the person reads: the level, how long they may object, and what came of it."""

    proposal: Proposal
    level: str
    before: str
    until: date | None
    may_object: bool
    objection: Objection | None


def told(rows: QuerySet[Proposal], *, now: datetime) -> list[Told]:
    """These proposals as the person reads them, the newest first."""
    names = level_names()
    wanted = rows.select_related("round", "person", "told_by").order_by("-told_at")
    raised = {each.proposal_id: each for each in Objection.objects.filter(proposal__in=rows)}
    return [
        Told(
            each,
            names.get(each.place, each.level),
            names.get(each.before, each.before),
            objects_until(each),
            each.pk not in raised and may_object(each, now=now),
            raised.get(each.pk),
        )
        for each in wanted
    ]
