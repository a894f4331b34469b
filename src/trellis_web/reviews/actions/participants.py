"""Who takes part in a round while it runs: absent, joined, left, handed over."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from trellis.process.states import CycleState
from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record, record_all
from trellis_web.notices.actions import queue_mails
from trellis_web.people.models import Person, ReportingLine
from trellis_web.reviews import emails
from trellis_web.reviews.actions.cycles import freeze
from trellis_web.reviews.actions.locks import BEFORE, DURING, held
from trellis_web.reviews.events import (
    ExemptionNoted,
    ExemptionWithdrawn,
    ParticipantJoined,
    ParticipantLeft,
    ReviewHandedOver,
)
from trellis_web.reviews.models import Assessment, Cycle, Exemption, HandOver, Participant
from trellis_web.reviews.queries import entrants, problems_of
from trellis_web.reviews.rules import Conflict, Refused, Unlaunchable
from trellis_web.reviews.rules.refusals import (
    CYCLE_OPENED,
    CYCLE_RELEASED,
    JOINED,
    LEFT,
    NOT_IN_FAMILIES,
    NOT_LEADING,
)
from trellis_web.reviews.rules.writing import CALIBRATING

LEADING = (ReportingLine.Kind.LINE, ReportingLine.Kind.ACTING)
"""The lines whose manager writes the review."""


@transaction.atomic
def exempt(
    cycle: Cycle, *, person: Person, kind: str, reason: str, by: Person, now: datetime
) -> Exemption:
    """Leaves a person out of a round, or records that they are away during it.

    An absence may still be recorded while the round is open. Raises `Conflict` after that.
    """
    require(by, Permission.CYCLE_MANAGE, today=timezone.localdate(now))
    cycle = held(cycle, during=(*BEFORE, *DURING))
    if cycle.opened_at and kind == Exemption.Kind.EXCLUDED:
        raise Conflict(CYCLE_OPENED)
    noted, _ = Exemption.objects.update_or_create(
        cycle=cycle,
        person=person,
        defaults={"kind": kind, "reason": reason, "noted_at": now, "noted_by": by},
    )
    _set_absent(cycle, person, is_absent=kind == Exemption.Kind.ABSENT)
    record(ExemptionNoted(cycle.pk, cycle.title, kind), by=by, subject=person, at=now)
    return noted


@transaction.atomic
def withdraw_exemption(exemption: Exemption, *, by: Person, now: datetime) -> None:
    """The person takes part after all. Raises `Conflict` once results are released."""
    require(by, Permission.CYCLE_MANAGE, today=timezone.localdate(now))
    cycle, person = held(exemption.cycle, during=(*BEFORE, *DURING)), exemption.person
    Exemption.objects.filter(pk=exemption.pk).delete()
    _set_absent(cycle, person, is_absent=False)
    record(ExemptionWithdrawn(cycle.pk, cycle.title), by=by, subject=person, at=now)


def _set_absent(cycle: Cycle, person: Person, *, is_absent: bool) -> None:
    """Raises `Conflict` for somebody whose result is released already."""
    row = Participant.objects.filter(cycle=cycle, person=person)
    if row.exclude(released_at=None, held_at=None).exists():
        raise Conflict(CYCLE_RELEASED)
    row.update(is_absent=is_absent)


@transaction.atomic
def join_cycle(
    cycle: Cycle, *, person: Person, reason: str, by: Person, now: datetime
) -> Participant:
    """Somebody takes part who was not there at the opening; frozen as they stand now.

    Raises `Conflict` when they take part already, `Refused` outside the families of the round, and
    `Unlaunchable` with what the launch check would say about them.
    """
    today = timezone.localdate(now)
    require(by, Permission.CYCLE_MANAGE, today=today)
    cycle = held(cycle, during=DURING)
    if cycle.participants.filter(person=person).exists():
        raise Conflict(JOINED)
    people = entrants(cycle, today=today, joining=person)
    if not people:
        raise Refused(NOT_IN_FAMILIES)
    problems = [each for each in problems_of(cycle, people, now=now) if each.people]
    if problems:
        raise Unlaunchable(problems)
    [joined] = freeze(cycle, people)
    joined.joined_at, joined.joined_by, joined.joining_reason = now, by, reason
    joined.save(update_fields=["joined_at", "joined_by", "joining_reason"])
    record(ParticipantJoined(cycle.pk, cycle.title, reason), by=by, subject=person, at=now)
    return joined


@transaction.atomic
def leave_cycle(participant: Participant, *, reason: str, by: Person, now: datetime) -> Participant:
    """The person takes no part any more: nobody writes about them, and there is no result.

    What was written stays with who wrote it. Raises `Conflict` when they left before or have their
    result, and after the release.
    """
    require(by, Permission.CYCLE_MANAGE, today=timezone.localdate(now))
    held(participant.cycle, during=DURING)
    gone = _unreleased([participant])[0]
    gone.left_at, gone.left_by, gone.leaving_reason = now, by, reason
    gone.save(update_fields=["left_at", "left_by", "leaving_reason"])
    event = ParticipantLeft(gone.cycle_id, gone.cycle.title, reason)
    record(event, by=by, subject=gone.person, at=now)
    return gone


@transaction.atomic
def hand_over(
    participants: Sequence[Participant],
    *,
    to: Person,
    reason: str,
    shows_previous: bool = False,
    by: Person,
    now: datetime,
) -> list[Participant]:
    """The new manager writes the reviews of these people from now on, on sheets of their own.

    What the previous manager wrote stays theirs; with `shows_previous` the new one may read what
    was handed in, never a draft. All or nothing; one event for each person. Raises `Denied` when
    `to` does not lead one of them now, `Conflict` when the round is not open for one of them or
    their ratings are being calibrated.
    """
    require(by, Permission.CYCLE_MANAGE, today=timezone.localdate(now))
    for cycle in Cycle.objects.filter(participants__in=participants).distinct().order_by("pk"):
        held(cycle, during=(CycleState.OPEN,))
    people = _unreleased(participants)
    if any(each.calibrating_at for each in people):
        raise Conflict(CALIBRATING)
    _require_leading(to, people, now)
    HandOver.objects.bulk_create(
        HandOver(
            participant=each,
            previous_id=each.manager_id,
            following=to,
            shows_previous=shows_previous,
            reason=reason,
            handed_over_at=now,
            handed_over_by=by,
        )
        for each in people
    )
    Participant.objects.filter(pk__in=[each.pk for each in people]).update(manager=to)
    Assessment.objects.bulk_create([_sheet(each, to) for each in people], ignore_conflicts=True)
    _tell(to, people, now)
    events = [(ReviewHandedOver(each.pk, to.pk), each.person) for each in people]
    record_all(events, by=by, at=now)
    return people


def _tell(manager: Person, people: Sequence[Participant], now: datetime) -> None:
    """One letter for each round, however many reviews."""
    cycles = {each.cycle_id: each.cycle for each in people}
    counts = Counter(each.cycle_id for each in people)
    queue_mails(
        [emails.handed_over(cycles[key], manager, n, now.isoformat()) for key, n in counts.items()],
        now=now,
    )


def _sheet(of: Participant, author: Person) -> Assessment:
    return Assessment(participant=of, author=author, perspective=Assessment.Perspective.MANAGER)


def _unreleased(participants: Sequence[Participant]) -> list[Participant]:
    """The participants as they stand, held; each must still take part and wait for the release."""
    rows = Participant.objects.select_for_update(of=("self",)).select_related("person", "cycle")
    found = list(rows.filter(pk__in=[each.pk for each in participants]).order_by("pk"))
    for each in found:
        if each.left_at:
            raise Conflict(LEFT)
        if each.released_at or each.held_at:
            raise Conflict(CYCLE_RELEASED)
    return found


def _require_leading(manager: Person, people: Sequence[Participant], now: datetime) -> None:
    lines = ReportingLine.objects.on(timezone.localdate(now)).filter(manager=manager)
    led = set(lines.filter(kind__in=LEADING).values_list("person_id", flat=True))
    if any(each.person_id not in led for each in people):
        raise Denied(NOT_LEADING)
