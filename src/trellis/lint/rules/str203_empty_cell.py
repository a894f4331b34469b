"""STR203: an empty cell that does not say why."""

from collections.abc import Iterator

from trellis.findings import Severity
from trellis.framework.resolve import Expectation
from trellis.lint.outline import Outline
from trellis.lint.rule import Spot, StructureRule

BEFORE = """\
tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}, {id: L2, rank: 2}]}]
competencies:
  - {id: a, title: Design, levels: {L1: [{id: a1, text: Writes a design.}]}}
"""
AFTER = """\
tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}, {id: L2, rank: 2}]}]
competencies:
  - {id: a, title: Design, levels: {L1: [{id: a1, text: Writes a design.}], L2: as_below}}
"""


def find(outline: Outline) -> Iterator[Spot]:
    """Competencies of the file with levels at which neither a sentence nor a status stands."""
    framework = outline.framework
    for index, competency in enumerate(framework.competencies):
        empty = [
            level.id
            for track, level in framework.levels()
            if not competency.tracks or track.id in competency.tracks
            if outline.resolved.cell(competency.id, level.id).expectation is Expectation.EMPTY
        ]
        if empty:
            words = {"competency": competency.title, "levels": ", ".join(empty)}
            yield Spot(("competencies", index), words)


RULE = StructureRule(
    code="STR203",
    severity=Severity.WARNING,
    title="Empty cells",
    message="“{competency}” says nothing at {levels}.",
    why=(
        "An empty cell may mean that nothing is asked, that the level below still holds, or "
        "that nobody has got to it. People read it as it suits them."
    ),
    before=BEFORE,
    after=AFTER,
    fix="Write sentences, or one of as_below, not_expected and todo.",
    find=find,
)
