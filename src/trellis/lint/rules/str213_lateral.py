"""STR213: a lateral move that does not say what carries over and what is missing."""

from collections.abc import Iterator

from trellis.findings import Severity
from trellis.lint.outline import Outline
from trellis.lint.rule import Spot, StructureRule

BEFORE = """\
tracks: [{id: ic, title: Support, levels: [{id: L1, rank: 1}]}]
competencies:
  - {id: writing, title: Writing, levels: {L1: [{id: a1, text: Answers a ticket.}]}}
moves:
  - id: across
    kind: lateral
    from: ic/L1
    to: success/ic/C1
"""
AFTER = """\
tracks: [{id: ic, title: Support, levels: [{id: L1, rank: 1}]}]
competencies:
  - {id: writing, title: Writing, levels: {L1: [{id: a1, text: Answers a ticket.}]}}
moves:
  - id: across
    kind: lateral
    from: ic/L1
    to: success/ic/C1
    carries: [writing]
    gaps: [renewals]
"""


def find(outline: Outline) -> Iterator[Spot]:
    """Lateral moves without skills that carry over, or without gaps."""
    for path, move in outline.moves("lateral"):
        missing = []
        if not move.carries:
            missing.append("which skills carry over")
        if not move.gaps:
            missing.append("which gaps there are")
        if missing:
            yield Spot(path, {"move": move.id, "missing": " and ".join(missing)})


RULE = StructureRule(
    code="STR213",
    severity=Severity.WARNING,
    title="Lateral without skills or gaps",
    message="The lateral move {move} does not say {missing}.",
    why=(
        "A lateral move fails when it is a leap in the dark. What carries over is the reason "
        "to try, what is missing is the plan for the first half-year."
    ),
    before=BEFORE,
    after=AFTER,
    fix="List competencies under 'carries' and 'gaps'.",
    find=find,
)
