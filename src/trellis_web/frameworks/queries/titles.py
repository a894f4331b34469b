"""What people are called beside the titles of their level."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from trellis.framework.model import Level
from trellis.framework.resolve import ResolvedFramework
from trellis.framework.titles import is_title_of
from trellis_web.frameworks.models import Family, TitleDecision
from trellis_web.frameworks.queries.placements import held
from trellis_web.frameworks.queries.versions import resolved
from trellis_web.people.models import Person, Position

Key = tuple[int, str, str, str]
"""A person, a family, a level and a title: what a decision is about."""


@dataclass(frozen=True, slots=True)
class Note:
    """A position with its level in the current version, and what HR decided about the title."""

    position: Position
    level: Level
    decision: TitleDecision | None

    @property
    def is_variation(self) -> bool:
        """True when the title is none of the titles of the level."""
        return not is_title_of(self.level, self.position.title)

    @property
    def is_open(self) -> bool:
        """True while HR has not decided about a variation."""
        return self.is_variation and self.decision is None


def notes(positions: Iterable[Position]) -> dict[int, Note]:
    """By person, the position with its level; those without a published level are left out."""
    rows = list(positions)
    found = frameworks()
    decisions = _decisions(rows)
    known = {}
    for row in rows:
        level = found[row.family].levels.get(row.level) if row.family in found else None
        if level:
            key = (row.person_id, row.family, row.level, row.title)
            known[row.person_id] = Note(row, level, decisions.get(key))
    return known


def variations(*, today: date) -> list[Note]:
    """Everyone active whose title is none of their level's: undecided first, then by name."""
    rows = held(today=today).exclude(title="").select_related("person").order_by("person__name")
    found = [note for note in notes(rows).values() if note.is_variation]
    return sorted(found, key=lambda note: not note.is_open)


def note_of(person: Person, *, today: date) -> Note | None:
    """The position of one person with its level; None without a published level."""
    rows = held(today=today).filter(person=person).select_related("person")
    return notes(rows).get(person.pk)


def frameworks() -> dict[str, ResolvedFramework]:
    """The current framework of every published family, by its id."""
    families = Family.objects.filter(current__isnull=False).select_related("current")
    rows = families.defer("current__text")
    return {row.slug: resolved(row.current) for row in rows if row.current}


def _decisions(rows: list[Position]) -> dict[Key, TitleDecision]:
    made = TitleDecision.objects.filter(person__in=[row.person_id for row in rows])
    return {(d.person_id, d.family, d.level, d.title): d for d in made}
