"""What colleagues are asked, and what they said, as far as somebody may read it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from trellis_web.access.queries import visible
from trellis_web.frameworks.queries import resolved
from trellis_web.people.models import Person
from trellis_web.reviews.models import (
    AnonymousAnswer,
    AnswerBatch,
    Assessment,
    Cycle,
    Nomination,
    Participant,
    Rating,
)
from trellis_web.reviews.rules import word_of
from trellis_web.reviews.rules.peers import PEER, places_left, why_closed

Answered = AnonymousAnswer | Rating


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody said of one competency; without a name if they said it anonymously."""

    answer: Answered
    word: str
    author: Person | None


@dataclass(frozen=True, slots=True)
class Words:
    """What colleagues said about a participant: by the title of the competency, and how many.

    `too_few` names the perspectives whose answers were deleted unread.
    """

    said: tuple[tuple[str, tuple[Word, ...]], ...]
    too_few: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """The colleagues who are proposed or asked about a participant, for the page about them."""

    participant: Participant
    nominations: tuple[Nomination, ...]
    left: int
    is_open: bool
    is_subject: bool
    is_manager: bool

    @property
    def asked(self) -> int:
        """How many are asked now."""
        return sum(1 for each in self.nominations if each.approved_at and not each.declined_at)

    @property
    def waiting(self) -> int:
        """How many proposals the manager has not decided yet."""
        return sum(1 for each in self.nominations if not each.approved_at and not each.declined_at)


def circle_of(participant: Participant, *, to: Person, now: datetime) -> Circle:
    """Who is proposed and asked about a participant, as `to` sees it. Two queries."""
    seen = visible(Nomination, to=to).filter(participant=participant, perspective=PEER)
    rows = tuple(seen.select_related("peer", "declined_by").order_by("nominated_at", "pk"))
    standing = sum(1 for each in rows if not each.declined_at)
    return Circle(
        participant,
        rows,
        places_left(participant.cycle, standing),
        is_open=why_closed(participant, now=now) is None,
        is_subject=participant.person_id == to.pk,
        is_manager=participant.manager_id == to.pk,
    )


@dataclass(frozen=True, slots=True)
class Todo:
    """What somebody has to do with colleagues: answer, propose, decide."""

    asked: tuple[Nomination, ...]
    own: tuple[Participant, ...]
    led: tuple[Participant, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.asked or self.own or self.led)


def todo_of(person: Person, *, now: datetime) -> Todo:
    """What somebody has to do with colleagues now. Two queries."""
    people = (
        visible(Participant, to=person)
        .filter(Q(person=person) | Q(manager=person), cycle__opened_at__isnull=False)
        .filter(is_absent=False, cycle__released_at=None)
        .annotate(waiting=Count("nominations", filter=_waiting("nominations__")))
        .select_related("cycle", "person")
        .order_by("cycle__due_on", "person__name", "pk")
    )
    open_ = [p for p in people if PEER in p.cycle.perspectives and not why_closed(p, now=now)]
    return Todo(
        tuple(asked_of(person, now=now)),
        tuple(each for each in open_ if each.person_id == person.pk),
        tuple(each for each in open_ if each.person_id != person.pk),
    )


def asked_of(person: Person, *, now: datetime) -> list[Nomination]:
    """What a person is asked for, by deadline.

    Nobody can tell from this list, or from what is stored, who has given an anonymous answer.
    """
    sheets = Assessment.objects.filter(
        participant=OuterRef("participant"), author=person, submitted_at__isnull=False
    )
    rows = (
        visible(Nomination, to=person)
        .filter(~Exists(sheets.filter(perspective=OuterRef("perspective"))), declined_at=None)
        .filter(peer=person)
        .select_related("participant__cycle", "participant__person")
        .order_by("participant__cycle__due_on", "participant__person__name", "pk")
    )
    return [each for each in rows if why_closed(each.participant, now=now) is None]


def _waiting(path: str = "") -> Q:
    """Proposals that the manager has not decided."""
    undecided = {f"{path}approved_at": None, f"{path}declined_at": None}
    return Q(**{f"{path}perspective": PEER}, **undecided)


def words_about(participant: Participant, *, to: Person) -> Words:
    """What colleagues said about a participant, as far as `to` may read it now.

    Ordered by competency and by what is said, never by who or when. Four queries.
    """
    answers: list[Answered] = [
        *visible(AnonymousAnswer, to=to).filter(batch__participant=participant),
        *_named(participant, to),
    ]
    framework = resolved(participant.version)
    titles = {each.id: each.title for each in framework.competencies}
    scale = framework.framework.rating.scale
    found: dict[str, list[Word]] = {slug: [] for slug in titles}
    for each in answers:
        author = each.assessment.author if isinstance(each, Rating) else None
        found[each.competency.slug].append(Word(each, word_of(each.score, scale), author))
    few = visible(AnswerBatch, to=to).filter(participant=participant, is_enough=False)
    return Words(
        tuple((titles[slug], tuple(sorted(w, key=_by_words))) for slug, w in found.items() if w),
        tuple(few.order_by("perspective").values_list("perspective", flat=True)),
    )


def _named(participant: Participant, to: Person) -> "QuerySet[Rating]":
    sheets = visible(Assessment, to=to).filter(
        participant=participant, perspective=PEER, submitted_at__isnull=False
    )
    rows = Rating.objects.filter(assessment__in=sheets, is_unseen=False)
    return rows.select_related("assessment__author", "competency")


def _by_words(word: Word) -> tuple[str, int, str, str]:
    name = word.author.name if word.author else ""
    return (word.answer.reason, word.answer.score or 0, word.answer.next, name)


@dataclass(frozen=True, slots=True)
class Counted:
    """How far asking is, in numbers: people, and colleagues asked, proposed and declined."""

    people: int
    asked: int
    waiting: int
    declined: int
    too_few: tuple[Participant, ...]


def counts_of(cycle: Cycle, *, to: Person) -> Counted:
    """The counts of a round for HR, without whoever looks. Never how many have answered."""
    people = visible(Participant, to=to).filter(cycle=cycle, is_absent=False, left_at=None)
    people = people.exclude(person=to)
    standing = Q(nominations__perspective=PEER, nominations__declined_at=None)
    approved = Q(nominations__approved_at__isnull=False)
    totals: dict[str, Any] = people.aggregate(
        n_people=Count("pk", distinct=True),
        n_asked=Count("nominations", filter=standing & approved),
        n_waiting=Count("nominations", filter=standing & ~approved),
        n_declined=Count(
            "nominations",
            filter=Q(nominations__perspective=PEER, nominations__declined_at__isnull=False),
        ),
    )
    few = people.annotate(n_asked=Count("nominations", filter=standing & approved)).filter(
        n_asked__lt=max(cycle.peers_least, 1)
    )
    rows = few.select_related("person", "manager").order_by("person__name", "pk")[:100]
    return Counted(
        totals["n_people"],
        totals["n_asked"],
        totals["n_waiting"],
        totals["n_declined"],
        tuple(rows),
    )
