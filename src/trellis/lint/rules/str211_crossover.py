"""STR211: two tracks and no way from one to the other."""

from collections.abc import Iterator

from trellis.findings import Severity
from trellis.lint.outline import Outline
from trellis.lint.rule import Spot, StructureRule

BEFORE = """\
tracks:
  - id: ic
    title: Engineer
    levels:
      - {id: L1, rank: 1}
      - {id: L2, rank: 2}
      - {id: L3, rank: 3}
  - id: m
    title: Manager
    kind: management
    levels:
      - {id: M3, rank: 3}
"""
AFTER = """\
tracks:
  - id: ic
    title: Engineer
    levels:
      - {id: L1, rank: 1}
      - {id: L2, rank: 2}
      - {id: L3, rank: 3}
  - id: m
    title: Manager
    kind: management
    levels:
      - {id: M3, rank: 3}
moves:
  - {id: lead, kind: crossover, from: ic/L2, to: m/M3}
"""


def find(outline: Outline) -> Iterator[Spot]:
    """The first management level when no move reaches its track from an individual one."""
    management = outline.levels("management")
    if not management or not outline.levels("individual"):
        return
    if not outline.between("individual", "management"):
        yield Spot(management[0][0])


RULE = StructureRule(
    code="STR211",
    severity=Severity.INFO,
    title="No crossover",
    message="No move leads from the individual track to the management track.",
    why=(
        "Without a written move managers are made by accident: whoever is there when a chair "
        "is empty."
    ),
    before=BEFORE,
    after=AFTER,
    fix="Add a move of the kind 'crossover' with its criteria.",
    find=find,
)
