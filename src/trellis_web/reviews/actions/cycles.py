"""The life of a round: opened once, closed when everybody has their result."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from trellis.process.states import CycleState
from trellis_web.access.rules import Permission, require
from trellis_web.audit.actions import record
from trellis_web.notices.actions import queue_mails
from trellis_web.people.models import Person
from trellis_web.reviews import emails
from trellis_web.reviews.actions.locks import BEFORE, held
from trellis_web.reviews.actions.nominations import ask_reports
from trellis_web.reviews.events import CycleClosed, CycleOpened
from trellis_web.reviews.models import Assessment, Cycle, Exemption, Nomination, Participant
from trellis_web.reviews.queries import Entrant, entrants, problems_of
from trellis_web.reviews.rules import Conflict, Unlaunchable
from trellis_web.reviews.rules.refusals import CYCLE_NOT_RELEASED, TALKS_OPEN

BATCH = 1000
Tell = Callable[[int, int], None]
"""Called with how many people are done, and of how many."""
AWAY = "Away for the whole writing time."
"""Why a recorded absence makes somebody absent in a round; kept with the exemption."""


def in_silence(_done: int, _of: int) -> None:
    """For whoever does not wait."""


@transaction.atomic
def open_cycle(
    cycle: Cycle, *, by: Person, now: datetime, today: date, tell: Tell = in_silence
) -> Cycle:
    """Freezes version, level, unit and manager of everyone, and gives each author a sheet.

    All or nothing: an opening that is interrupted leaves a draft, and a second one finds the round
    open. Raises `Unlaunchable` with the problems, and `Conflict` when it was opened before.
    """
    require(by, Permission.CYCLE_MANAGE, today=today)
    cycle = held(cycle, during=BEFORE)
    people = entrants(cycle, today=today)
    problems = problems_of(cycle, people, now=now)
    if problems:
        raise Unlaunchable(problems)
    frozen = freeze(cycle, people, tell=tell)
    _note_absences(cycle, people, by=by, now=now)
    cycle.opened_at, cycle.opened_by = now, by
    cycle.save(update_fields=["opened_at", "opened_by"])
    ask_reports(cycle, by=by, now=now, today=today)
    sheets = Assessment.objects.filter(participant__cycle=cycle).values("author")
    asked = Nomination.objects.filter(participant__cycle=cycle).values("peer")
    authors = Person.objects.filter(Q(pk__in=sheets) | Q(pk__in=asked))
    queue_mails((emails.asked_to_write(cycle, each) for each in authors.iterator()), now=now)
    record(CycleOpened(cycle.pk, cycle.title, len(frozen)), by=by, at=now)
    return cycle


@transaction.atomic
def close_cycle(cycle: Cycle, *, by: Person, now: datetime) -> Cycle:
    """Ends a round. Nothing is deleted; drafts that were never handed in stay until retention.

    Raises `Conflict` unless it is released, and while somebody still has to be talked with.
    """
    require(by, Permission.CYCLE_MANAGE, today=timezone.localdate(now))
    cycle = Cycle.objects.select_for_update().get(pk=cycle.pk)
    if cycle.state is not CycleState.RELEASED:
        raise Conflict(CYCLE_NOT_RELEASED)
    if cycle.participants.filter(held_at__isnull=False, released_at__isnull=True).exists():
        raise Conflict(TALKS_OPEN)
    cycle.closed_at, cycle.closed_by = now, by
    cycle.save(update_fields=["closed_at", "closed_by"])
    record(CycleClosed(cycle.pk, cycle.title), by=by, at=now)
    return cycle


def freeze(
    cycle: Cycle, people: Sequence[Entrant], *, tell: Tell = in_silence
) -> list[Participant]:
    """Stores what the round pins about people, and a sheet for each named author who is known now.

    Part of an action that audits; not an action of its own.
    """
    stored: list[Participant] = []
    for start in range(0, len(people), BATCH):
        some = people[start : start + BATCH]
        rows = Participant.objects.bulk_create([_participant(cycle, each) for each in some])
        pairs = zip(rows, some, strict=True)
        Assessment.objects.bulk_create(
            [sheet for row, each in pairs for sheet in _sheets(cycle, row, each)]
        )
        stored += rows
        tell(len(stored), len(people))
    return stored


def _participant(cycle: Cycle, each: Entrant) -> Participant:
    return Participant(
        cycle=cycle,
        person_id=each.person,
        manager_id=each.manager,
        version=each.version,
        level=each.place.level,
        next_level=each.next_level,
        unit_id=each.place.unit,
        is_absent=each.is_absent,
    )


def _sheets(cycle: Cycle, of: Participant, each: Entrant) -> list[Assessment]:
    """The sheets of the person, the manager and the second lines, as the round asks for them."""
    authors = [(Assessment.Perspective.MANAGER, of.manager_id)]
    if Assessment.Perspective.SELF in cycle.perspectives:
        authors.append((Assessment.Perspective.SELF, of.person_id))
    dotted = dict.fromkeys(pk for pk in each.dotted if pk != of.manager_id)
    authors += [(Assessment.Perspective.DOTTED, pk) for pk in dotted]
    return [
        Assessment(participant=of, author_id=author, perspective=perspective)
        for perspective, author in authors
        if author
    ]


def _note_absences(cycle: Cycle, people: Iterable[Entrant], *, by: Person, now: datetime) -> None:
    """Recorded absences become exemptions, so that HR sees them with the others."""
    Exemption.objects.bulk_create(
        [
            Exemption(
                cycle=cycle,
                person_id=each.person,
                kind=Exemption.Kind.ABSENT,
                reason=AWAY,
                noted_at=now,
                noted_by=by,
            )
            for each in people
            if each.is_away and not each.exemption
        ],
        batch_size=BATCH,
    )
