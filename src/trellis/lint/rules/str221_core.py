"""STR221: a core competency that differs without saying so."""

from collections.abc import Iterator

from trellis.findings import Severity
from trellis.framework.model import Competency
from trellis.framework.plain import plain
from trellis.lint.outline import Outline
from trellis.lint.rule import Spot, StructureRule

BEFORE = """\
include: [core]
competencies:
  - {id: feedback, title: Feedback, kind: core, summary: Gives feedback once a year.}
"""
AFTER = """\
include: [core]
competencies:
  - {id: negotiation, title: Negotiation, summary: How a price is agreed.}
"""


def find(outline: Outline) -> Iterator[Spot]:
    """Competencies of the file that have the id or the title of an included one, but differ."""
    for index, competency in enumerate(outline.framework.competencies):
        for name, block in outline.blocks.items():
            for twin in block.competencies:
                if _are_twins(competency, twin) and plain(competency) != plain(twin):
                    words = {"title": competency.title, "block": name}
                    yield Spot(("competencies", index), words)


def _are_twins(one: Competency, other: Competency) -> bool:
    return one.id == other.id or one.title.casefold() == other.title.casefold()


RULE = StructureRule(
    code="STR221",
    severity=Severity.WARNING,
    title="Differs from the core",
    message="“{title}” differs from the one in the block “{block}”.",
    why=(
        "A core competency promises that the same is asked of everyone. A family that quietly "
        "changes it breaks the promise, and ratings cannot be compared."
    ),
    before=BEFORE,
    after=AFTER,
    fix=(
        "Take the local one out, or give it another id and title; or silence this with the reason."
    ),
    find=find,
)
