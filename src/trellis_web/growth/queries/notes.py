"""Notes as pages show them: with their tags in words and what colleagues answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from trellis_web.access.queries import visible
from trellis_web.growth.models import Confirmation, EvidenceFile, EvidenceNote, EvidenceTag
from trellis_web.growth.queries.tags import Tags, tags_in
from trellis_web.growth.rules.evidence import Tag, age_of
from trellis_web.people.models import Person


@dataclass(frozen=True, slots=True)
class Card:
    """A note for a reader: the tags in words, and the answers that this reader may see.

    `age` says how old it is; only its author is told.
    """

    note: EvidenceNote
    tags: tuple[str, ...]
    confirmed: tuple[Confirmation, ...]
    waiting: tuple[Confirmation, ...]
    declined: tuple[Confirmation, ...]
    files: tuple[EvidenceFile, ...] = ()
    age: str = ""


def _tagged(**tag: str) -> QuerySet[EvidenceTag]:
    return EvidenceTag.objects.filter(note=OuterRef("pk"), **tag)


_STATES = {
    "private": Q(shared_at__isnull=True),
    "shared": Q(shared_at__isnull=False),
    "ongoing": Q(is_ongoing=True),
    "untagged": ~Q(Exists(_tagged())),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which notes of a list are wanted; what is empty filters nothing. Days are included."""

    q: str = ""
    tag: Tag | None = None
    shown: str = ""
    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        return self != Wanted()

    @property
    def condition(self) -> Q:
        """The same as a condition on notes."""
        asked = Q(text__icontains=self.q) | Q(link__icontains=self.q) if self.q else Q()
        if self.tag:
            tagged = _tagged(kind=self.tag.kind, family=self.tag.family, key=self.tag.key)
            asked &= Q(Exists(tagged))
        if self.since:
            asked &= Q(happened_on__gte=self.since)
        if self.until:
            asked &= Q(happened_on__lte=self.until)
        return asked & _STATES.get(self.shown, Q())


def notes(*, to: Person, today: date) -> QuerySet[EvidenceNote]:
    """The notes that `to` sees, with tags and the answers that `to` sees."""
    answers = visible(Confirmation, to=to, today=today).select_related("colleague")
    return (
        visible(EvidenceNote, to=to, today=today)
        .select_related("person")
        .prefetch_related("tags", "files", Prefetch("confirmations", answers, to_attr="answers"))
    )


def used_tags(person: Person) -> dict[Tag, str]:
    """The tags that the person's own notes carry, with their words, by words. Two queries."""
    rows = EvidenceTag.objects.filter(note__person=person)
    stored = list(rows.values_list("kind", "family", "key").distinct())
    names = tags_in({family for _, family, _ in stored}).names
    found = {Tag(*row): names.get(Tag(*row), row[2]) for row in stored}
    return dict(sorted(found.items(), key=lambda each: each[1].casefold()))


def cards(
    found: Iterable[EvidenceNote], tags: Tags | None = None, *, aged_on: date | None = None
) -> list[Card]:
    """The notes as cards. Without `tags` the words are looked up in one more question.

    With `aged_on` each says how old it is on that day.
    """
    rows = list(found)
    tags = tags or tags_in({tag.family for note in rows for tag in note.tags.all()})
    return [_card(note, tags, aged_on) for note in rows]


def _card(note: EvidenceNote, tags: Tags, aged_on: date | None) -> Card:
    answers: list[Confirmation] = note.answers  # type: ignore[attr-defined]
    return Card(
        note,
        tuple(tags.name(tag) for tag in note.tags.all()),
        confirmed=tuple(each for each in answers if each.confirmed_at),
        waiting=tuple(each for each in answers if not each.confirmed_at and not each.declined_at),
        declined=tuple(each for each in answers if each.declined_at),
        files=tuple(note.files.all()),
        age=age_of(note, aged_on) if aged_on else "",
    )


@dataclass(frozen=True, slots=True)
class Question:
    """A note that somebody is asked to confirm."""

    asked: Confirmation
    card: Card


def unanswered(*, to: Person, today: date) -> QuerySet[Confirmation]:
    """What `to` is asked and has not answered, oldest first."""
    asked = visible(Confirmation, to=to, today=today).filter(
        colleague=to, confirmed_at__isnull=True, declined_at__isnull=True
    )
    return asked.order_by("asked_at", "pk")


def questions(*, to: Person, today: date) -> list[Question]:
    """The same, each with its note."""
    asked = {each.note_id: each for each in unanswered(to=to, today=today)}
    found = cards(notes(to=to, today=today).filter(pk__in=asked))
    by_note = {card.note.pk: card for card in found}
    return [Question(asked[pk], by_note[pk]) for pk in asked if pk in by_note]
