"""STR202: a track that asks for unusually few or many competencies."""

from collections.abc import Iterator

from trellis.findings import Severity
from trellis.lint.outline import Outline
from trellis.lint.rule import Spot, StructureRule

BEFORE = """\
tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}]}]
competencies:
  - {id: a, title: Design, levels: {L1: [{id: a1, text: Writes a design.}]}}
"""
AFTER = """\
tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}]}]
competencies:
  - {id: a, title: Design, levels: {L1: [{id: a1, text: Writes a design.}]}}
  - {id: b, title: Testing, levels: {L1: [{id: b1, text: Writes a test.}]}}
  - {id: c, title: Delivery, levels: {L1: [{id: c1, text: Delivers a task.}]}}
  - {id: d, title: Operations, levels: {L1: [{id: d1, text: Serves on call.}]}}
  - {id: e, title: Feedback, levels: {L1: [{id: e1, text: Answers a review.}]}}
  - {id: f, title: Writing, levels: {L1: [{id: f1, text: Writes a note.}]}}
"""

FEWEST, MOST = 6, 12


def find(outline: Outline) -> Iterator[Spot]:
    """Tracks on which fewer than six or more than twelve competencies are expected at all."""
    for index, track in enumerate(outline.framework.tracks):
        levels = [level.id for level in track.levels]
        count = len({id_ for level in levels for id_ in outline.resolved.expected(level)})
        if outline.is_whole and levels and not FEWEST <= count <= MOST:
            yield Spot(("tracks", index), {"track": track.title, "count": count})


RULE = StructureRule(
    code="STR202",
    severity=Severity.INFO,
    title="Competencies in a track",
    message=(
        "Competencies asked for on the track “{track}”: {count}; six to ten are usual, twelve "
        "the ceiling."
    ),
    why=(
        "With few competencies each one means everything. Beyond twelve nobody remembers "
        "them, and a rating takes more time than the conversation about it."
    ),
    before=BEFORE,
    after=AFTER,
    fix="Split or merge competencies until each can be explained in one sentence.",
    find=find,
)
