"""STR209: too few individual levels beside the management track."""

from collections.abc import Iterator

from trellis.findings import Severity
from trellis.framework.parity import FEWEST_ABOVE
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
      - {id: L4, rank: 4}
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
      - {id: L5, rank: 5}
  - id: m
    title: Manager
    kind: management
    levels:
      - {id: M3, rank: 3}
      - {id: M4, rank: 4}
      - {id: M5, rank: 5}
"""


def find(outline: Outline) -> Iterator[Spot]:
    """The management track when fewer than three individual ranks stand at its first or above."""
    management = outline.levels("management")
    ranks = {level.rank for _, level in outline.levels("individual")}
    if not management or not ranks:
        return
    path, first = min(management, key=lambda pair: pair[1].rank)
    count = sum(1 for rank in ranks if rank >= first.rank)
    if count < FEWEST_ABOVE:
        yield Spot(path, {"count": count})


RULE = StructureRule(
    code="STR209",
    severity=Severity.INFO,
    title="Levels above the crossover",
    message=(
        "Individual levels beside the management track: {count}; three are needed for a career."
    ),
    why=(
        "Where management begins, the individual track has to go on for at least three "
        "levels. Otherwise it is a waiting room."
    ),
    before=BEFORE,
    after=AFTER,
    fix="Add individual levels from the rank at which management begins.",
    find=find,
)
