"""STR214: a criterion that neither a program nor a person can check."""

from collections.abc import Iterator

from trellis.findings import Severity
from trellis.lint.grade import Grade
from trellis.lint.outline import Outline
from trellis.lint.rule import Spot, StructureRule
from trellis.lint.sentence import Sentence

BEFORE = """\
tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}, {id: L2, rank: 2}]}]
moves:
  - id: up
    from: ic/L1
    to: ic/L2
    criteria:
      - {id: c, text: Is ready and has strong leadership skills}
"""
AFTER = """\
tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}, {id: L2, rank: 2}]}]
moves:
  - id: up
    from: ic/L1
    to: ic/L2
    criteria:
      - {id: c, statement: Has led a project that two or more teams built.}
"""


def find(outline: Outline) -> Iterator[Spot]:
    """Criteria in words only whose sentence is graded vague."""
    if outline.pack is None:
        return
    for path, move in outline.moves():
        for criterion in move.leaves():
            text = criterion.statement or (criterion.kind == "text" and criterion.text) or ""
            if text and outline.grade(Sentence(text, outline.pack)) is Grade.VAGUE:
                yield Spot((*path, "criteria"), {"text": text})


RULE = StructureRule(
    code="STR214",
    severity=Severity.WARNING,
    title="Criterion nobody can check",
    message="Nobody can check “{text}”.",
    why=(
        "A criterion decides about pay and title. If two people read it differently, the "
        "decision is made by who is in the room."
    ),
    before=BEFORE,
    after=AFTER,
    fix=("Write what must have happened, or use one of the criteria that a program checks."),
    find=find,
)
