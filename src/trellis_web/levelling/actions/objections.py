"""The person does not agree; somebody who had no part in it decides."""

from datetime import date, datetime

from django.db import transaction

from trellis_web.access.rules import Denied
from trellis_web.audit.actions import record
from trellis_web.levelling.actions.proposals import put_in_force
from trellis_web.levelling.events import ObjectionDecided, ObjectionRaised
from trellis_web.levelling.models import Objection, Proposal, ProposalChange
from trellis_web.levelling.queries.objections import is_involved, may_decide
from trellis_web.levelling.queries.places import place_in
from trellis_web.levelling.rules import DECIDED, INVOLVED, NO_LEVEL, RAISED, TOO_LATE, may_object
from trellis_web.people.models import Person


@transaction.atomic
def raise_objection(of: Proposal, *, words: str, by: Person, now: datetime) -> Objection:
    """Only the person, once, within the days of the round; the round may be closed by then."""
    fresh = Proposal.objects.select_for_update(of=("self",)).select_related("round", "person")
    proposal: Proposal = fresh.get(pk=of.pk)
    if proposal.person_id != by.pk or proposal.told_at is None:
        raise Denied
    if Objection.objects.filter(proposal=proposal).exists():
        raise Denied(RAISED)
    if not may_object(proposal, now=now):
        raise Denied(TOO_LATE)
    made: Objection = Objection.objects.create(
        proposal=proposal, words=words, raised_at=now, raised_by=by
    )
    record(ObjectionRaised(proposal.pk), by=by, subject=by, at=now)
    return made


@transaction.atomic
def decide_objection(
    of: Objection, *, place: str, answer: str, by: Person, now: datetime, today: date
) -> Objection:
    """The level stays at `place` or becomes it; a change is a correction, in force from today.

    Raises `Denied` for whoever had a part in the level, and when it was decided before.
    """
    fresh: Objection = Objection.objects.select_for_update().get(pk=of.pk)
    proposal = Proposal.objects.select_related("round", "person").get(pk=fresh.proposal_id)
    if fresh.decided_at is not None:
        raise Denied(DECIDED)
    if not may_decide(proposal, by, today=today):
        raise Denied
    if is_involved(proposal, by, today=today):
        raise Denied(INVOLVED)
    fresh.outcome = Objection.Outcome.KEPT if place == proposal.place else Objection.Outcome.CHANGED
    fresh.decided_at, fresh.decided_by, fresh.answer = now, by, answer
    fresh.save()
    if fresh.outcome == Objection.Outcome.CHANGED:
        _correct(proposal, place, answer, by=by, now=now, today=today)
    payload = ObjectionDecided(proposal.pk, fresh.outcome)
    record(payload, by=by, subject=proposal.person, at=now)
    return fresh


def _correct(
    proposal: Proposal, place: str, reason: str, *, by: Person, now: datetime, today: date
) -> None:
    """The other level, in force from today, with the same credit of time."""
    found, before = place_in(place), proposal.place
    if found is None:
        raise Denied(NO_LEVEL)
    proposal.family, proposal.track, proposal.level = found
    proposal.save(update_fields=["family", "track", "level"])
    ProposalChange.objects.create(
        proposal=proposal,
        from_place=before,
        to_place=proposal.place,
        reason=reason,
        changed_at=now,
        changed_by=by,
    )
    put_in_force(proposal, cause="correction", by=by, now=now, today=today)
