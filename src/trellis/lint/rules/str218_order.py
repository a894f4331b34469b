"""STR218: two levels of a track at the same rank."""

from collections.abc import Iterator

from trellis.findings import Severity
from trellis.lint.outline import Outline
from trellis.lint.rule import Spot, StructureRule

BEFORE = """\
tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}, {id: L2, rank: 1}]}]
"""
AFTER = """\
tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}, {id: L2, rank: 2}]}]
"""


def find(outline: Outline) -> Iterator[Spot]:
    """Levels whose rank a level before them in the same track has already."""
    for t, track in enumerate(outline.framework.tracks):
        first: dict[int, str] = {}
        for n, level in enumerate(track.levels):
            other = first.setdefault(level.rank, level.id)
            if other != level.id:
                words = {"level": level.id, "other": other, "rank": level.rank}
                yield Spot(("tracks", t, "levels", n), {**words, "track": track.title})


RULE = StructureRule(
    code="STR218",
    severity=Severity.WARNING,
    title="Order not explicit",
    message="{level} and {other} have the same rank {rank} in the track “{track}”.",
    why=(
        "Which level is higher decides about pay. If the file does not say, every reader and "
        "every program guesses."
    ),
    before=BEFORE,
    after=AFTER,
    fix="Give each level of a track a rank of its own.",
    find=find,
)
