"""STR212: a way into management and none back."""

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
moves:
  - {id: lead, kind: crossover, from: ic/L2, to: m/M3}
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
  - {id: back, kind: return, from: m/M3, to: ic/L3}
"""


def find(outline: Outline) -> Iterator[Spot]:
    """The first move into management when none leads out of it."""
    into = outline.between("individual", "management")
    if into and not outline.between("management", "individual"):
        path, move = into[0]
        yield Spot(path, {"move": move.id})


RULE = StructureRule(
    code="STR212",
    severity=Severity.INFO,
    title="No way back",
    message="The move {move} leads into management, and no move leads back.",
    why=("Managers who cannot go back without shame stay in a job they do badly, or leave."),
    before=BEFORE,
    after=AFTER,
    fix="Add a move of the kind 'return', and say where it lands.",
    find=find,
)
