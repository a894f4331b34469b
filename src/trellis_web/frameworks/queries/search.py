"""Search over behaviours. The index of a version is made once, as the version never changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from trellis.framework.model import Competency, Level, Statement
from trellis.framework.resolve import Expectation, ResolvedFramework
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries.versions import resolved

LIMIT = 100
"""How many hits a page shows."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that was found, with the cell it stands in."""

    competency: Competency
    level: Level
    statement: Statement


def search(version: Version, words: str) -> list[Hit]:
    """Statements that hold every word, in file order, at most `LIMIT`.

    Competency, level, title and examples count too, whatever their case.
    """
    wanted = words.casefold().split()
    if not wanted:
        return []
    found = (
        hit
        for text, hit in _index(version.pk, version.digest)
        if all(word in text for word in wanted)
    )
    return [hit for hit, _ in zip(found, range(LIMIT), strict=False)]


@lru_cache(maxsize=128)
def _index(pk: int, digest: str) -> tuple[tuple[str, Hit], ...]:
    """Every statement once, with the folded text that is searched."""
    return tuple((_text(hit), hit) for hit in _hits(resolved(Version(pk=pk, digest=digest))))


def _hits(framework: ResolvedFramework) -> Iterator[Hit]:
    for (competency, level), cell in framework.cells.items():
        if cell.expectation is Expectation.EXPECTED:
            for statement in cell.statements:
                yield Hit(framework.competency[competency], framework.levels[level], statement)


def _text(hit: Hit) -> str:
    named = (hit.competency.title, *hit.competency.aliases, hit.level.id, *hit.level.titles)
    texts = (*hit.statement.texts.values(), *hit.statement.examples)
    return "\n".join((hit.statement.text, *texts, *named)).casefold()
