"""One person's level: proposed and confirmed by whoever leads them, compared by HR, told."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.levelling.access import is_hr, leaders_of
from trellis_web.levelling.actions.held import held_proposal, held_round
from trellis_web.levelling.events import LevelsCompared, ProposalTold, ProposalWritten
from trellis_web.levelling.models import Proposal, ProposalChange, Round
from trellis_web.levelling.queries.places import place_in
from trellis_web.levelling.rules import (
    COMPARED,
    NO_LEVEL,
    NO_REASON,
    NOT_CONFIRMED,
    NOT_LEADING,
    NOT_SETTLED,
    OWN,
    Said,
)
from trellis_web.people.actions.positions import Place, write_positions
from trellis_web.people.models import Person

SAID = ("title", "level_since", "since_source", "honoured")


@transaction.atomic
def write_proposal(of: Proposal, *, said: Said, by: Person, now: datetime, today: date) -> Proposal:
    """What the person is to get. From whoever leads them it is also the confirmation.

    HR may change it until the person is told; what HR changes is compared anew. Without anybody
    who leads the person, HR confirms. Another level than the one that stands needs a reason.
    """
    fresh, leaders = held_proposal(of), leaders_of(of.person, today=today)
    _require_part(fresh, leaders, by=by, today=today)
    place = place_in(said.place)
    if place is None:
        raise Denied(NO_LEVEL)
    _change_place(fresh, place, said.reason, leads=by.pk in leaders, by=by, now=now)
    for name in SAID:
        setattr(fresh, name, getattr(said, name))
    if by.pk in leaders or not leaders:
        fresh.confirmed_at, fresh.confirmed_by = now, by
    fresh.calibrated_at = fresh.calibrated_by = None
    fresh.save()
    record(ProposalWritten(fresh.pk), by=by, at=now)
    return fresh


def _require_part(proposal: Proposal, leaders: set[int], *, by: Person, today: date) -> None:
    """Raises `Denied` unless `by` leads the person and the level is not settled, or is HR."""
    if proposal.person_id == by.pk:
        raise Denied(OWN)
    if is_hr(by, today=today):
        return
    if by.pk not in leaders:
        raise Denied(NOT_LEADING)
    if proposal.calibrated_at is not None:
        raise Denied(COMPARED)


def _change_place(
    proposal: Proposal,
    place: tuple[str, str, str],
    reason: str,
    *,
    leads: bool,
    by: Person,
    now: datetime,
) -> None:
    before = proposal.place
    proposal.family, proposal.track, proposal.level = place
    if proposal.place == before:
        return
    if before and not reason:
        raise Denied(NO_REASON)
    proposal.source = Proposal.Source.MANAGER if leads else Proposal.Source.CALIBRATION
    ProposalChange.objects.create(
        proposal=proposal,
        from_place=before,
        to_place=proposal.place,
        reason=reason,
        changed_at=now,
        changed_by=by,
    )


@transaction.atomic
def confirm_levels(
    of: Round, *, proposals: Iterable[Proposal], by: Person, now: datetime, today: date
) -> int:
    """HR settles levels that managers have confirmed. All of these or none; nobody their own."""
    require(by, Permission.PEOPLE_MANAGE, today=today)
    fresh = held_round(of)
    keys = [each.pk for each in proposals]
    rows = list(fresh.proposals.select_for_update().filter(pk__in=keys, told_at=None))
    if any(row.person_id == by.pk for row in rows):
        raise Denied(OWN)
    if any(row.confirmed_at is None or not row.level for row in rows):
        raise Denied(NOT_CONFIRMED)
    for row in rows:
        row.calibrated_at, row.calibrated_by = now, by
    Proposal.objects.bulk_update(rows, ["calibrated_at", "calibrated_by"], batch_size=500)
    record(LevelsCompared(fresh.pk, len(rows)), by=by, at=now)
    return len(rows)


@transaction.atomic
def tell(of: Proposal, *, by: Person, now: datetime, today: date) -> Proposal:
    """The level was talked about in person: it is in force, and the person may read it.

    Only by whoever leads the person now; by HR where nobody does. The position begins today.
    """
    fresh, leaders = held_proposal(of), leaders_of(of.person, today=today)
    if fresh.person_id == by.pk:
        raise Denied(OWN)
    if by.pk not in leaders and (leaders or not is_hr(by, today=today)):
        raise Denied(NOT_LEADING)
    if fresh.calibrated_at is None:
        raise Denied(NOT_SETTLED)
    fresh.told_at, fresh.told_by = now, by
    fresh.save(update_fields=["told_at", "told_by"])
    put_in_force(fresh, cause="levelling", by=by, now=now, today=today)
    record(ProposalTold(fresh.pk), by=by, subject=fresh.person, at=now)
    return fresh


def put_in_force(proposal: Proposal, *, cause: str, by: Person, now: datetime, today: date) -> None:
    """Writes the position from today on, in the transaction of the caller."""
    place = place_in(proposal.place)
    if place is None:
        raise Denied(NO_LEVEL)
    family, track, level = place
    there = Place(family, level, track, proposal.title or None, level_since=proposal.level_since)
    write_positions([proposal.person], there, since=today, cause=cause, by=by, now=now)
