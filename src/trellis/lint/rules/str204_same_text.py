"""STR204: the same sentence at two levels."""

from collections.abc import Iterator

from trellis.findings import Severity
from trellis.lint.outline import Outline
from trellis.lint.rule import Spot, StructureRule

BEFORE = """\
tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}, {id: L2, rank: 2}]}]
competencies:
  - id: a
    title: Design
    levels:
      L1: [{id: a1, text: Writes the design of a task.}]
      L2: [{id: a2, text: Writes the design of a task.}]
"""
AFTER = """\
tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}, {id: L2, rank: 2}]}]
competencies:
  - id: a
    title: Design
    levels:
      L1: [{id: a1, text: Writes the design of a task.}]
      L2: [{id: a2, text: Leads the design of a service with two colleagues.}]
"""


def find(outline: Outline) -> Iterator[Spot]:
    """Sentences that stand at a lower level of the same competency and track as well."""
    for row in outline.rows():
        seen: dict[str, str] = {}
        for placed in (each for cell in row for each in cell):
            text = " ".join(placed.statement.text.casefold().split()).rstrip(".")
            lower = seen.setdefault(text, placed.key)
            if lower != placed.key:
                words = {"lower": lower, "upper": placed.key, "text": placed.statement.text}
                yield Spot(placed.path, words)


RULE = StructureRule(
    code="STR204",
    severity=Severity.WARNING,
    title="Same text at two levels",
    message="The same sentence stands at {lower} and {upper}: “{text}”",
    why=(
        "A sentence that holds at two levels cannot tell them apart. Who meets it at the "
        "lower level has nothing left to grow into."
    ),
    before=BEFORE,
    after=AFTER,
    fix="Say as_below at the upper level, or what is different there.",
    find=find,
)
