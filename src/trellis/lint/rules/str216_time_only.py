"""STR216: a promotion that asks for nothing but time."""

from collections.abc import Iterator

from trellis.findings import Severity
from trellis.lint.outline import Outline
from trellis.lint.rule import Spot, StructureRule

BEFORE = """\
tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}, {id: L2, rank: 2}]}]
moves:
  - id: up
    from: ic/L1
    to: ic/L2
    criteria:
      - {id: t, months_in_level: {min: 12}}
"""
AFTER = """\
tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}, {id: L2, rank: 2}]}]
moves:
  - id: up
    from: ic/L1
    to: ic/L2
    criteria:
      - {id: t, months_in_level: {min: 12}}
      - {id: avg, average: {min: 3}}
"""


def find(outline: Outline) -> Iterator[Spot]:
    """Promotions of which every criterion counts months."""
    for path, move in outline.moves("promotion"):
        kinds = {criterion.kind for criterion in move.leaves()}
        if kinds == {"months_in_level"}:
            yield Spot(path, {"move": move.id})


RULE = StructureRule(
    code="STR216",
    severity=Severity.WARNING,
    title="Time only",
    message="The promotion {move} asks for time and for nothing else.",
    why=("Time alone promotes those who stay, and holds back those who are ready."),
    before=BEFORE,
    after=AFTER,
    fix="Add what must have been shown, such as an average or a starred statement.",
    find=find,
)
