"""What the level ahead asks for, sentence by sentence, with the notes that one wrote about each."""

from dataclasses import dataclass

from django.db.models import Count

from trellis.framework.model import Statement
from trellis_web.growth.models import EvidenceTag
from trellis_web.people.models import Person
from trellis_web.ui.queries.home import Way


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, the tag that a note about it carries, and how many notes there are."""

    statement: Statement
    tag: str
    notes: int


@dataclass(frozen=True, slots=True)
class Part:
    """A competency with the sentences of the level ahead."""

    name: str
    lines: tuple[Line, ...]


def self_check(person: Person, way: Way) -> tuple[Part, ...]:
    """The sentences of the level ahead, in file order; nothing where it is not published.

    It keeps no rating: what somebody writes beside a sentence is their own private note. One query.
    """
    target, code, family = way.journey.at.target, way.journey.code, way.target_family
    if target is None:
        return ()
    notes = _notes(person, family)
    return tuple(
        Part(way.journey.name(competency), tuple(_line(each, family, notes) for each in found))
        for competency in way.journey.asked
        if (found := target.cell(competency, code).statements)
    )


def _line(statement: Statement, family: str, notes: dict[str, int]) -> Line:
    return Line(statement, f"statement:{family}:{statement.id}", notes.get(statement.id, 0))


def _notes(person: Person, family: str) -> dict[str, int]:
    """How many notes of the person speak for each sentence."""
    tags = EvidenceTag.objects.filter(
        note__person=person, kind=EvidenceTag.Kind.STATEMENT, family=family
    )
    return dict(tags.order_by().values_list("key").annotate(Count("pk")))
