"""Titles beside the level, for the pages about people: they know nothing of frameworks."""

from collections.abc import Iterable

from django import template

from trellis_web.frameworks.queries.titles import Note, notes
from trellis_web.people.models import Position
from trellis_web.people.queries import Placed

register = template.Library()


@register.simple_tag
def title_notes(people: Iterable[Placed]) -> dict[int, Note]:
    """What there is to say about the titles of these people, by person. Two queries for all."""
    return notes(shown.position for shown in people if shown.position)


@register.simple_tag
def title_note(known: dict[int, Note] | str, position: Position | None) -> Note | None:
    """One of them."""
    return known.get(position.person_id) if position and isinstance(known, dict) else None


@register.simple_tag
def title_note_of(position: Position | None) -> Note | None:
    """What there is to say about the title of one person."""
    return notes([position]).get(position.person_id) if position else None
