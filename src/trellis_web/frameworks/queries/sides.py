"""Two versions side by side, statement by statement."""

from dataclasses import dataclass

from django.utils.functional import Promise

from trellis.framework.diff import diff
from trellis.framework.migration import Fate
from trellis.framework.words import changed_words
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries.changes import ChangeLine, lines
from trellis_web.frameworks.queries.comparison import Pieces
from trellis_web.frameworks.queries.questions import FATES
from trellis_web.frameworks.queries.successions import now_in, whole
from trellis_web.frameworks.queries.versions import resolved


@dataclass(frozen=True, slots=True)
class Side:
    """One statement of the older version and what it is in the newer one; either may be missing."""

    fate: Promise
    competency: str
    level: str
    before: str
    after: tuple[Pieces, ...]
    is_same: bool = False


@dataclass(frozen=True, slots=True)
class Sides:
    """Statements that differ and those that do not, and what else changed."""

    changed: tuple[Side, ...]
    same: tuple[Side, ...]
    rest: tuple[ChangeLine, ...]


def sides(old: Version, new: Version) -> Sides:
    """The newer version beside the older one: in the order of the older, then what is new."""
    was, will = _cells(old), _cells(new)
    found, known = [], set()
    for id_, now in now_in(old, new).items():
        competency, level, text = was[id_]
        known |= {statement.id for statement in now.statements}
        after = tuple(changed_words(text, each.text) for each in now.statements)
        is_same = all(each.text == text for each in now.statements) and bool(after)
        fate = FATES[Fate.SAME if is_same else now.kind]
        found.append(Side(fate, competency, level, text, after, is_same))
    for id_, (competency, level, text) in will.items():
        if id_ not in known:
            found.append(Side(FATES[Fate.NEW], competency, level, "", (((text, True),),)))
    return Sides(
        tuple(each for each in found if not each.is_same),
        tuple(each for each in found if each.is_same),
        _rest(old, new),
    )


def _rest(old: Version, new: Version) -> tuple[ChangeLine, ...]:
    before, after = whole(resolved(old)), whole(resolved(new))
    found = diff(before, after)
    changes = (each for each in (*found.structure, *found.wording) if each.part != "statement")
    return tuple(lines(tuple(changes), before, after))


def _cells(version: Version) -> dict[str, tuple[str, str, str]]:
    """By statement: the title of its competency, its level or step, and its text."""
    return {
        statement.id: (competency.title, level, statement.text)
        for competency in resolved(version).competencies
        for cells in (competency.levels, competency.steps)
        for level, cell in cells.items()
        if isinstance(cell, tuple)
        for statement in cell
    }
