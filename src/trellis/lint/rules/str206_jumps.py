"""STR206: a level that adds far less or far more than the others."""

from collections.abc import Iterator
from statistics import median

from trellis.findings import Severity
from trellis.framework.resolve import Expectation
from trellis.lint.outline import Outline, ladder
from trellis.lint.rule import Spot, StructureRule

BEFORE = """\
tracks:
  - id: ic
    title: Engineer
    levels: [{id: L1, rank: 1}, {id: L2, rank: 2}, {id: L3, rank: 3}, {id: L4, rank: 4}]
competencies:
  - id: a
    title: Design
    levels:
      L1: [{id: a1, text: Writes a design.}]
      L2: [{id: a2, text: Leads a design.}, {id: a3, text: Tests a design.}]
      L3: [{id: a4, text: Sells a design.}, {id: a5, text: Audits a design.}]
      L4: as_below
"""
AFTER = """\
tracks:
  - id: ic
    title: Engineer
    levels: [{id: L1, rank: 1}, {id: L2, rank: 2}, {id: L3, rank: 3}, {id: L4, rank: 4}]
competencies:
  - id: a
    title: Design
    levels:
      L1: [{id: a1, text: Writes a design.}]
      L2: [{id: a2, text: Leads a design.}, {id: a3, text: Tests a design.}]
      L3: [{id: a4, text: Sells a design.}, {id: a5, text: Audits a design.}]
      L4: [{id: a6, text: Funds a design.}]
"""

FACTOR = 2.5
"""How far below or above the median step of its track a step must be."""
FEWEST = 4


def find(outline: Outline) -> Iterator[Spot]:
    """Steps of a track with at least four levels, by the sentences that each level adds."""
    for index, track in enumerate(outline.framework.tracks):
        levels = ladder(track)[1:]
        if len(levels) + 1 < FEWEST or not outline.is_whole:
            continue
        added = {level.id: _added(outline, level.id) for level in levels}
        middle = median(added.values())
        for level in levels:
            count = added[level.id]
            if count * FACTOR < middle or count > middle * FACTOR > 0:
                path = ("tracks", index, "levels", track.levels.index(level))
                yield Spot(path, {"level": level.id, "count": count, "median": middle})


def _added(outline: Outline, level: str) -> int:
    cells = (outline.resolved.cell(c.id, level) for c in outline.resolved.competencies)
    return sum(len(cell.statements) for cell in cells if cell.expectation is Expectation.EXPECTED)


RULE = StructureRule(
    code="STR206",
    severity=Severity.INFO,
    title="Flat or steep steps",
    message=(
        "{level} adds {count} sentences of its own; the steps of this track add {median:g} in "
        "the middle."
    ),
    why=(
        "A flat step gives nothing to grow into, and the promotion becomes a matter of time. "
        "A cliff holds people for years and then asks for everything at once."
    ),
    before=BEFORE,
    after=AFTER,
    fix="Move sentences between the levels, or add or remove a level.",
    find=find,
)
