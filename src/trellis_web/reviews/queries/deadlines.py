"""What is still to write, by whom and until when: for reminders and for calendars."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from trellis_web.people.models import Person
from trellis_web.reviews.models import Assessment, Cycle, Nomination
from trellis_web.reviews.rules.writing import due_for

Perspective = Assessment.Perspective


@dataclass(frozen=True, slots=True)
class Deadline:
    """Somebody writes something in a round until a moment, by their own clock.

    It names nobody: one deadline stands for all the sheets of an author that end together.
    `is_secret`: an anonymous answer may be due, or given already; nobody knows which.
    `is_last`: after it nothing can be written, as colleagues are asked no longer.
    """

    author: Person
    cycle: Cycle
    at: datetime
    is_secret: bool
    is_last: bool = False

    @property
    def day(self) -> date:
        """The last day, in the author's calendar."""
        return self.at.date()


def deadlines(cycles: Iterable[Cycle], *, of: Person | None = None) -> list[Deadline]:
    """What is to write in open rounds: of one person, or of everyone. Two queries."""
    among = Q(participant__cycle__in=[each.pk for each in cycles])
    found = {*_sheets(_of(among, "author", of)), *_ballots(_of(among, "peer", of))}
    return sorted(found, key=lambda each: (each.at, each.author.pk, each.cycle.pk))


def _of(among: Q, field: str, person: Person | None) -> Q:
    return among & Q(**{field: person}) if person else among


def _sheets(among: Q) -> Iterator[Deadline]:
    """Reviews that their author still has the right, and the duty, to write."""
    led = ~Q(perspective=Perspective.MANAGER) | Q(author=F("participant__manager"))
    rows = _waiting(Assessment.objects.filter(led, among, submitted_at__isnull=True))
    for each in rows.select_related("author"):
        at = due_for(each.author, each.participant, each.perspective)
        last = each.perspective in (Perspective.PEER, Perspective.UPWARD)
        yield Deadline(each.author, each.participant.cycle, at, is_secret=False, is_last=last)


def _ballots(among: Q) -> Iterator[Deadline]:
    """Colleagues who are asked anonymously: all of them, because nobody knows who has answered."""
    rows = _waiting(
        Nomination.objects.filter(
            Q(participant__cycle__is_anonymous=True) | Q(perspective=Perspective.UPWARD),
            among,
            approved_at__isnull=False,
            declined_at__isnull=True,
        )
    )
    for each in rows.select_related("peer"):
        at = due_for(each.peer, each.participant, each.perspective)
        yield Deadline(each.peer, each.participant.cycle, at, is_secret=True, is_last=True)


def _waiting(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Those about people whose result is still open."""
    return rows.filter(
        participant__is_absent=False,
        participant__left_at__isnull=True,
        participant__held_at__isnull=True,
        participant__released_at__isnull=True,
        participant__cycle__opened_at__isnull=False,
        participant__cycle__released_at__isnull=True,
    ).select_related("participant__cycle", "participant__person")
