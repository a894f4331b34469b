"""Search over behaviours. The index of a version is made once, as the version never changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from trellis.framework.model import Competency, Level, Statement
from trellis.framework.resolve import Expectation, ResolvedFramework
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries.permalinks import cell_of
from trellis_web.frameworks.queries.successions import now_in, versions_of
from trellis_web.frameworks.queries.versions import resolved

LIMIT = 100
"""How many hits a page shows."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that was found, with the cell it stands in.

    `old` is the earlier wording that was found, where the present one does not hold the words, and
    `number` the version that it is from.
    """

    competency: Competency
    level: Level
    statement: Statement
    old: str = ""
    number: int = 0


def search(version: Version, words: str) -> list[Hit]:
    """Statements that hold every word, in file order, at most `LIMIT`; then those that once did.

    Competency, level, title and examples count too, whatever their case.
    """
    wanted = words.casefold().split()
    if not wanted:
        return []
    hits = list(islice(_found(_index(version.pk, version.digest), wanted), LIMIT))
    if len(hits) == LIMIT:
        return hits
    there = {hit.statement.id for hit in hits}
    return [*hits, *islice(_once(version, wanted, there), LIMIT - len(hits))]


Index = tuple[tuple[str, Hit], ...]


def _found(index: Index, wanted: list[str]) -> Iterator[Hit]:
    return (hit for text, hit in index if all(word in text for word in wanted))


def _once(version: Version, wanted: list[str], there: set[str]) -> Iterator[Hit]:
    """Statements whose earlier words hold what is wanted, each with the latest of them."""
    for hit in _found(_earlier(version.pk, version.digest, version.family_id), wanted):
        if hit.statement.id not in there:
            there.add(hit.statement.id)
            yield hit


@lru_cache(maxsize=128)
def _index(pk: int, digest: str) -> Index:
    """Every statement once, with the folded text that is searched."""
    return tuple((_text(hit), hit) for hit in _hits(resolved(Version(pk=pk, digest=digest))))


@lru_cache(maxsize=128)
def _earlier(pk: int, digest: str, family: int) -> Index:
    """The wordings of earlier versions that read otherwise today, the latest version first."""
    chain = versions_of(family)
    number = next(each.number for each in chain if each.pk == pk)
    now, *before = [each for each in chain if each.number <= number]
    framework = resolved(now)
    return tuple(
        (hit.old.casefold(), hit) for old in before for hit in _reworded(old, now, framework)
    )


def _reworded(old: Version, now: Version, framework: ResolvedFramework) -> Iterator[Hit]:
    became = now_in(old, now)
    for statement in (s for c in resolved(old).competencies for s in c.statements()):
        for new in became[statement.id].statements:
            cell = cell_of(framework, new.id)
            if cell and new.text != statement.text:
                places = framework.competency[cell[0]], framework.levels[cell[1]]
                yield Hit(*places, new, statement.text, old.number)


def _hits(framework: ResolvedFramework) -> Iterator[Hit]:
    for (competency, level), cell in framework.cells.items():
        if cell.expectation is Expectation.EXPECTED:
            for statement in cell.statements:
                yield Hit(framework.competency[competency], framework.levels[level], statement)


def _text(hit: Hit) -> str:
    named = (hit.competency.title, *hit.competency.aliases, hit.level.id, *hit.level.titles)
    texts = (*hit.statement.texts.values(), *hit.statement.examples)
    return "\n".join((hit.statement.text, *texts, *named)).casefold()
