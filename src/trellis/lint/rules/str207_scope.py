"""STR207: a level that does not say how far its work reaches."""

from collections.abc import Iterator

from trellis.findings import Severity
from trellis.lint.outline import Outline
from trellis.lint.rule import Spot, StructureRule
from trellis.lint.sentence import Sentence

BEFORE = """\
tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}]}]
competencies:
  - {id: a, title: Design, levels: {L1: [{id: a1, text: Sketches before building.}]}}
"""
AFTER = """\
tracks:
  - {id: ic, title: Engineer, levels: [{id: L1, rank: 1, scope: Tasks of up to three days}]}
competencies:
  - {id: a, title: Design, levels: {L1: [{id: a1, text: Sketches before building.}]}}
"""


def find(outline: Outline) -> Iterator[Spot]:
    """Levels without `scope` whose summary and sentences hold no word of scope."""
    if outline.pack is None:
        return
    told = {placed.key for placed, sentence in outline.sentences if sentence.has("scope")}
    for t, track in enumerate(outline.framework.tracks):
        for n, level in enumerate(track.levels):
            asked = any(s for s in outline.resolved.expected(level.id))
            summary = Sentence(level.summary or "", outline.pack)
            if asked and not (level.scope or level.id in told or summary.has("scope")):
                yield Spot(("tracks", t, "levels", n), {"level": level.id})


RULE = StructureRule(
    code="STR207",
    severity=Severity.INFO,
    title="Level without scope",
    message="{level} does not say how far its work reaches.",
    why=(
        "Scope is what most reliably tells levels apart: a task, a service, several teams. "
        "Without it each manager assumes the scope of their own team."
    ),
    before=BEFORE,
    after=AFTER,
    fix="Fill in the scope of the level, such as “features inside one service”.",
    find=find,
)
