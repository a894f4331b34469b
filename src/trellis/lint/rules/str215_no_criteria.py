"""STR215: a promotion without criteria."""

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
"""
AFTER = """\
tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}, {id: L2, rank: 2}]}]
moves:
  - id: up
    from: ic/L1
    to: ic/L2
    criteria:
      - {id: avg, average: {min: 3.5}}
"""


def find(outline: Outline) -> Iterator[Spot]:
    """Promotions without a criterion; the whole framework when it has levels and no promotion."""
    promotions = list(outline.moves("promotion"))
    for path, move in promotions:
        if not any(move.leaves()):
            yield Spot(path, {"subject": f"The promotion {move.id} is"})
    if not promotions and any(len(track.levels) > 1 for track in outline.framework.tracks):
        yield Spot((), {"subject": "No promotion is described: the levels are"})


RULE = StructureRule(
    code="STR215",
    severity=Severity.WARNING,
    title="No criteria",
    message="{subject} without criteria.",
    why=(
        "Without written criteria a promotion goes to those who ask for it and to those whom "
        "the manager sees most."
    ),
    before=BEFORE,
    after=AFTER,
    fix="List what must be so before somebody moves up.",
    find=find,
)
