"""The cells of a draft as plain text, one sentence a line: what is suggested, compared, signed."""

from trellis.framework.lines import as_lines
from trellis.framework.model import Competency
from trellis.framework.resolve import Expectation, ResolvedFramework

WRITTEN = frozenset({Expectation.AS_BELOW, Expectation.EXPECTED, Expectation.NOT_EXPECTED})
"""What counts as written: a sentence, or the word that none is needed."""


def has_cell(framework: ResolvedFramework, competency: str, level: str) -> bool:
    """True while the draft has this competency and this level on one of its tracks."""
    found, track = framework.competency.get(competency), framework.tracks.get(level)
    return found is not None and track is not None and _is_on(found, track.id)


def cells_of(framework: ResolvedFramework) -> tuple[tuple[str, str], ...]:
    """Every cell (competency, level) that somebody writes or leaves, in file order."""
    return tuple(
        (competency.id, level.id)
        for competency in framework.competencies
        for track, level in framework.framework.levels()
        if _is_on(competency, track.id)
    )


def _is_on(competency: Competency, track: str) -> bool:
    return not competency.tracks or track in competency.tracks


def text_of(framework: ResolvedFramework, competency: str, level: str) -> str:
    """The sentences that stand in a cell, one a line; those of a lower level are not its own."""
    cell = framework.cell(competency, level)
    return as_lines(cell.statements) if cell.expectation is Expectation.EXPECTED else ""


def is_written(framework: ResolvedFramework, competency: str, level: str) -> bool:
    """True when nothing is left to write in a cell."""
    return framework.cell(competency, level).expectation in WRITTEN
