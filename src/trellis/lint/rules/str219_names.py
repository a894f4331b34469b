"""STR219: a competency that changes its name between levels."""

from collections.abc import Iterator

from rapidfuzz import fuzz

from trellis.findings import Severity
from trellis.framework.model import Competency
from trellis.lint.outline import Outline
from trellis.lint.rule import Spot, StructureRule

BEFORE = """\
tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}, {id: L2, rank: 2}]}]
competencies:
  - {id: a, title: Communication, levels: {L1: [{id: a1, text: Writes a note.}]}}
  - {id: b, title: Communications, levels: {L2: [{id: b1, text: Writes a report.}]}}
"""
AFTER = """\
tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}, {id: L2, rank: 2}]}]
competencies:
  - id: a
    title: Communication
    levels: {L1: [{id: a1, text: Writes a note.}], L2: [{id: a2, text: Writes a report.}]}
"""

ALIKE = 85
"""Percent of likeness (rapidfuzz ratio) from which two titles may be one."""


def find(outline: Outline) -> Iterator[Spot]:
    """Pairs of competencies with titles alike that are written at different levels."""
    competencies = outline.framework.competencies
    levels = [_written(competency) for competency in competencies]
    for second, competency in enumerate(competencies):
        for first, other in enumerate(competencies[:second]):
            title, before = competency.title.casefold(), other.title.casefold()
            apart = levels[first] and levels[second] and not levels[first] & levels[second]
            if apart and fuzz.ratio(title, before, score_cutoff=ALIKE):
                words = {"title": competency.title, "other": other.title}
                yield Spot(("competencies", second), words)


def _written(competency: Competency) -> set[str]:
    return {key for key, cell in competency.levels.items() if cell and isinstance(cell, tuple)}


RULE = StructureRule(
    code="STR219",
    severity=Severity.WARNING,
    title="Names that drift",
    message=(
        "“{title}” and “{other}” never stand at the same level: perhaps they are one competency."
    ),
    why=(
        "When a name changes between two levels, the line of growth breaks: nobody can see "
        "what comes next, and averages leave half of it out."
    ),
    before=BEFORE,
    after=AFTER,
    fix="Give both one id and one title, or titles that cannot be confused.",
    find=find,
)
