"""Asking colleagues: the employee proposes, the manager decides, whoever is asked may say no."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from trellis_web.access.queries import reports_of
from trellis_web.access.rules import Denial, Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.notices.actions import queue_mails
from trellis_web.people.models import Person, ReportingLine
from trellis_web.people.queries import manager_of
from trellis_web.reviews import emails
from trellis_web.reviews.events import (
    NominationApproved,
    NominationDeclined,
    NominationRefused,
    NominationWithdrawn,
    PeerAdded,
    PeerNominated,
)
from trellis_web.reviews.models import Assessment, Cycle, Nomination, Participant
from trellis_web.reviews.rules import Conflict, Refused
from trellis_web.reviews.rules.peers import (
    ASKED_ALREADY,
    DECIDED,
    NO_PEERS,
    NOT_THIS_ONE,
    PEER,
    TOO_MANY,
    UPWARD,
    is_anonymous,
    places_left,
    why_closed,
    why_not_answered,
)

BATCH = 1000


@transaction.atomic
def nominate(participant: Participant, *, peer: Person, by: Person, now: datetime) -> Nomination:
    """The participant proposes a colleague; the manager decides.

    Raises `Denied` for everybody else, `Refused` for somebody who cannot be asked, `Conflict` when
    the round asks no more.
    """
    fresh = _open(participant, by=by, now=now)
    if by.pk != fresh.person_id:
        raise Denied
    made = _proposed(fresh, peer, by=by, now=now)
    if fresh.manager:
        queue_mails([emails.proposal_waits(made, fresh.manager)], now=now)
    record(PeerNominated(fresh.pk, peer.pk), by=by, subject=fresh.person, at=now)
    return made


@transaction.atomic
def add_peer(participant: Participant, *, peer: Person, by: Person, now: datetime) -> Nomination:
    """The manager asks a colleague whom the participant did not name. Raises like `nominate`."""
    fresh = _open(participant, by=by, now=now)
    _require_manager(fresh, by, now=now)
    made = _proposed(fresh, peer, by=by, now=now)
    _approve(made, by=by, now=now)
    record(PeerAdded(fresh.pk, peer.pk), by=by, subject=fresh.person, at=now)
    return made


@transaction.atomic
def approve_nomination(nomination: Nomination, *, by: Person, now: datetime) -> Nomination:
    """The manager agrees: from now on the colleague is asked. `Conflict` once it was decided."""
    fresh = _undecided(nomination, by=by, now=now)
    _require_manager(fresh.participant, by, now=now)
    _approve(fresh, by=by, now=now)
    about = fresh.participant
    record(NominationApproved(about.pk, fresh.peer_id), by=by, subject=about.person, at=now)
    return fresh


@transaction.atomic
def decline_nomination(
    nomination: Nomination, *, reason: str, by: Person, now: datetime
) -> Nomination:
    """The manager does not agree; the participant reads why. `Conflict` once it was decided."""
    fresh = _undecided(nomination, by=by, now=now)
    _require_manager(fresh.participant, by, now=now)
    _decline(fresh, reason, by=by, now=now)
    queue_mails([emails.proposal_is_decided(fresh)], now=now)
    about = fresh.participant
    record(NominationDeclined(about.pk, fresh.peer_id), by=by, subject=about.person, at=now)
    return fresh


@transaction.atomic
def withdraw_nomination(nomination: Nomination, *, by: Person, now: datetime) -> None:
    """The participant takes a proposal back. `Conflict` once it was decided."""
    fresh = _undecided(nomination, by=by, now=now)
    about = fresh.participant
    if by.pk != about.person_id:
        raise Denied
    record(NominationWithdrawn(about.pk, fresh.peer_id), by=by, subject=about.person, at=now)
    fresh.delete()


@transaction.atomic
def refuse_to_answer(
    nomination: Nomination, *, reason: str, by: Person, now: datetime
) -> Nomination:
    """A colleague who is asked does not answer; the manager reads why.

    `Denied` for others and for reports, who are simply free not to answer. `Conflict` once the form
    was taken or handed in, or when it is too late.
    """
    fresh = _locked(nomination, by=by, now=now)
    if by.pk != fresh.peer_id or fresh.perspective != PEER:
        raise Denied
    if denial := why_not_answered(fresh, now=now):
        raise Conflict(denial)
    sheets = Assessment.objects.filter(
        participant=fresh.participant, author=by, perspective=fresh.perspective
    )
    if fresh.is_ballot_taken or sheets.filter(submitted_at__isnull=False).exists():
        raise Conflict(DECIDED)
    sheets.delete()
    _decline(fresh, reason, by=by, now=now)
    about = fresh.participant
    record(NominationRefused(about.pk), by=by, subject=about.person, at=now)
    return fresh


def ask_reports(cycle: Cycle, *, by: Person, now: datetime, today: date) -> int:
    """Part of the opening: asks the reports of every participant who leads enough of them.

    Returns how many are asked. With fewer reports than the threshold nobody is: their answers
    could never be shown. Two reads, whatever the number of people; asked twice, it adds the new.
    """
    if UPWARD not in cycle.perspectives:
        return 0
    leaders = dict(
        cycle.participants.filter(is_absent=False, left_at=None).values_list("person", "pk")
    )
    reports: dict[int, set[int]] = {}
    lines = ReportingLine.objects.on(today).filter(
        kind=ReportingLine.Kind.LINE, person__deactivated_at=None, manager__in=leaders
    )
    for leader, person in lines.values_list("manager", "person"):
        reports.setdefault(leader, set()).add(person)
    asked = [
        Nomination(
            participant_id=leaders[leader],
            peer_id=person,
            perspective=UPWARD,
            nominated_at=now,
            nominated_by=by,
            approved_at=now,
            approved_by=by,
        )
        for leader, people in reports.items()
        if len(people) >= cycle.threshold
        for person in sorted(people)
    ]
    Nomination.objects.bulk_create(asked, batch_size=BATCH, ignore_conflicts=True)
    return len(asked)


def _open(participant: Participant, *, by: Person, now: datetime) -> Participant:
    """The participant as they stand, held until the end of the transaction; only while open."""
    require(by, Permission.REVIEW_WRITE, today=timezone.localdate(now))
    rows = Participant.objects.select_for_update(of=("self",)).select_related(
        "cycle", "person", "manager"
    )
    fresh = rows.get(pk=participant.pk)
    if PEER not in fresh.cycle.perspectives or fresh.is_absent:
        raise Refused(NO_PEERS)
    if denial := why_closed(fresh, now=now):
        raise Conflict(denial)
    return fresh


def _locked(nomination: Nomination, *, by: Person, now: datetime) -> Nomination:
    """The nomination as it stands; the participant is held, so that everything waits in turn."""
    require(by, Permission.REVIEW_WRITE, today=timezone.localdate(now))
    Participant.objects.select_for_update().get(pk=nomination.participant_id)
    rows = Nomination.objects.select_related("participant__cycle", "participant__person", "peer")
    return rows.get(pk=nomination.pk)


def _undecided(nomination: Nomination, *, by: Person, now: datetime) -> Nomination:
    fresh = _locked(nomination, by=by, now=now)
    if fresh.approved_at or fresh.declined_at:
        raise Conflict(DECIDED)
    if denial := why_closed(fresh.participant, now=now):
        raise Conflict(denial)
    return fresh


def _require_manager(participant: Participant, by: Person, *, now: datetime) -> None:
    """Whoever writes the review as the manager, while they lead the person."""
    led = reports_of(by, today=timezone.localdate(now)).filter(person=participant.person_id)
    if participant.manager_id != by.pk or not led.exists():
        raise Denied


def _proposed(participant: Participant, peer: Person, *, by: Person, now: datetime) -> Nomination:
    if denial := _why_not(participant, peer, today=timezone.localdate(now)):
        raise Refused(denial)
    return Nomination.objects.create(
        participant=participant, peer=peer, perspective=PEER, nominated_at=now, nominated_by=by
    )


def _why_not(participant: Participant, peer: Person, *, today: date) -> Denial | None:
    nominations = participant.nominations.filter(perspective=PEER)
    manager = manager_of(participant.person, today=today)
    leaders = {participant.person_id, participant.manager_id, manager.pk if manager else None}
    is_report = participant.nominations.filter(perspective=UPWARD, peer=peer).exists()
    if not peer.is_active or peer.pk in leaders or is_report:
        return NOT_THIS_ONE
    if nominations.filter(peer=peer).exists():
        return ASKED_ALREADY
    waiting = nominations.filter(declined_at=None).count()
    return None if places_left(participant.cycle, waiting) else TOO_MANY


def _approve(nomination: Nomination, *, by: Person, now: datetime) -> None:
    nomination.approved_at, nomination.approved_by = now, by
    nomination.save(update_fields=["approved_at", "approved_by"])
    queue_mails([emails.feedback_is_asked(nomination)], now=now)
    about = nomination.participant
    if not is_anonymous(about.cycle, nomination.perspective):
        Assessment.objects.get_or_create(
            participant=about, author_id=nomination.peer_id, perspective=nomination.perspective
        )


def _decline(nomination: Nomination, reason: str, *, by: Person, now: datetime) -> None:
    nomination.declined_at, nomination.declined_by = now, by
    nomination.decline_reason = reason
    nomination.save(update_fields=["declined_at", "declined_by", "decline_reason"])
