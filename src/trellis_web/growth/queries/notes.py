"""Notes as pages show them: with their tags in words and what colleagues answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from trellis_web.access.queries import visible
from trellis_web.growth.models import Confirmation, EvidenceNote
from trellis_web.growth.queries.tags import Tags, tags_in
from trellis_web.people.models import Person


@dataclass(frozen=True, slots=True)
class Card:
    """A note for a reader: the tags in words, and the answers that this reader may see."""

    note: EvidenceNote
    tags: tuple[str, ...]
    confirmed: tuple[Confirmation, ...]
    waiting: tuple[Confirmation, ...]
    declined: tuple[Confirmation, ...]


def notes(*, to: Person, today: date) -> QuerySet[EvidenceNote]:
    """The notes that `to` sees, with tags and the answers that `to` sees."""
    answers = visible(Confirmation, to=to, today=today).select_related("colleague")
    return (
        visible(EvidenceNote, to=to, today=today)
        .select_related("person")
        .prefetch_related("tags", Prefetch("confirmations", answers, to_attr="answers"))
    )


def cards(found: Iterable[EvidenceNote], tags: Tags | None = None) -> list[Card]:
    """The notes as cards. Without `tags` the words are looked up in one more question."""
    rows = list(found)
    tags = tags or tags_in({tag.family for note in rows for tag in note.tags.all()})
    return [_card(note, tags) for note in rows]


def _card(note: EvidenceNote, tags: Tags) -> Card:
    answers: list[Confirmation] = note.answers  # type: ignore[attr-defined]
    return Card(
        note,
        tuple(tags.name(tag) for tag in note.tags.all()),
        confirmed=tuple(each for each in answers if each.confirmed_at),
        waiting=tuple(each for each in answers if not each.confirmed_at and not each.declined_at),
        declined=tuple(each for each in answers if each.declined_at),
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
