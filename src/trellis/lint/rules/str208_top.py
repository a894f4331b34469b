"""STR208: the individual track ends below the management track."""

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
      - {id: M4, rank: 4}
"""
AFTER = """\
tracks:
  - id: ic
    title: Engineer
    levels:
      - {id: L1, rank: 1}
      - {id: L2, rank: 2}
      - {id: L3, rank: 3}
      - {id: L4, rank: 4}
  - id: m
    title: Manager
    kind: management
    levels:
      - {id: M3, rank: 3}
      - {id: M4, rank: 4}
"""


def find(outline: Outline) -> Iterator[Spot]:
    """The highest individual level when a management level stands above it."""
    individual, management = outline.levels("individual"), outline.levels("management")
    if not individual or not management:
        return
    path, top = max(individual, key=lambda pair: pair[1].rank)
    above = max(level.rank for _, level in management)
    if top.rank < above:
        yield Spot(path, {"individual": top.rank, "management": above})


RULE = StructureRule(
    code="STR208",
    severity=Severity.WARNING,
    title="Individual track ends lower",
    message=(
        "The individual track ends at rank {individual}, the management track at {management}."
    ),
    why=(
        "Who wants to go on growing has to become a manager. The company loses an expert and "
        "gains a manager who did not want to be one."
    ),
    before=BEFORE,
    after=AFTER,
    fix="Add individual levels until both tracks end at the same rank.",
    find=find,
)
