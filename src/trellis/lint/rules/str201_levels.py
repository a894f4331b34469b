"""STR201: a track with unusually few or many levels."""

from collections.abc import Iterator

from trellis.findings import Severity
from trellis.lint.outline import Outline
from trellis.lint.rule import Spot, StructureRule

BEFORE = """\
tracks:
  - {id: ic, title: Engineer, levels: [{id: L1, rank: 1}, {id: L2, rank: 2}]}
"""
AFTER = """\
tracks:
  - id: ic
    title: Engineer
    levels: [{id: L1, rank: 1}, {id: L2, rank: 2}, {id: L3, rank: 3}, {id: L4, rank: 4}]
"""

FEWEST, MOST = 4, 7


def find(outline: Outline) -> Iterator[Spot]:
    """Tracks below four or above seven levels."""
    for index, track in enumerate(outline.framework.tracks):
        count = len(track.levels)
        if not FEWEST <= count <= MOST:
            yield Spot(("tracks", index), {"track": track.title, "count": count})


RULE = StructureRule(
    code="STR201",
    severity=Severity.INFO,
    title="Levels in a track",
    message="Levels of the track “{track}”: {count}; five to seven are usual.",
    why=(
        "With fewer than four levels people wait years for a step; with more than seven "
        "nobody can say what the difference between two of them is."
    ),
    before=BEFORE,
    after=AFTER,
    fix=(
        "Check whether the steps are the ones that people really take, or silence this with "
        "the reason."
    ),
    find=find,
)
