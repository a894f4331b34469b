"""STR205: two neighbouring levels that differ only on paper."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from rapidfuzz import fuzz

from trellis.findings import Severity
from trellis.lint.anchors import spans
from trellis.lint.outline import Outline, Placed
from trellis.lint.pack import Pack
from trellis.lint.rule import Spot, StructureRule
from trellis.lint.sentence import Sentence

BEFORE = """\
tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}, {id: L2, rank: 2}]}]
competencies:
  - id: a
    title: Design
    levels:
      L1: [{id: a1, text: Writes a clear design before building.}]
      L2: [{id: a2, text: Writes a very clear design before building.}]
"""
AFTER = """\
tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}, {id: L2, rank: 2}]}]
competencies:
  - id: a
    title: Design
    levels:
      L1: [{id: a1, text: Writes a design of one task before building.}]
      L2: [{id: a2, text: Writes a design for two teams before building.}]
"""

ALIKE = 61
"""Percent of likeness (rapidfuzz ratio): AUC 0.999 on planted edits of real frameworks."""
DEGREES = ("scope", "autonomy", "teams")


def find(outline: Outline) -> Iterator[Spot]:
    """The closest pair of sentences of two neighbouring cells that are not the same text."""
    if outline.pack is None:
        return
    for row in outline.rows():
        for lower, upper in pairwise(row):
            for placed in upper:
                twin = _twin(placed, lower, outline.pack)
                if twin:
                    words = {"lower": twin.key, "upper": placed.key, "text": twin.statement.text}
                    yield Spot(placed.path, words)


def _twin(placed: Placed, lower: list[Placed], pack: Pack) -> Placed | None:
    text = placed.statement.text.lower()
    for other in lower:
        below = other.statement.text.lower()
        if ALIKE < fuzz.ratio(text, below, score_cutoff=ALIKE) < 100:
            return other if _degrees(text, pack) == _degrees(below, pack) else None
    return None


def _degrees(text: str, pack: Pack) -> Counter[str]:
    """The words of scope, autonomy and number in a text: what may make a level."""
    sentence = Sentence(text, pack)
    places = [*sentence.spans(*DEGREES), *spans(sentence, "number")]
    return Counter(" ".join(sentence.bases[start:end]) for start, end in places)


RULE = StructureRule(
    code="STR205",
    severity=Severity.INFO,
    title="Paperwork difference",
    message=(
        "{upper} says almost the same as {lower} (“{text}”), with no change in scope, "
        "autonomy or number."
    ),
    why=(
        "When only an adjective changes, two managers will sort the same work to different "
        "levels. This is a prompt to look; sorting the sentences blindly decides."
    ),
    before=BEFORE,
    after=AFTER,
    fix="Change the scope, the autonomy or the number, or say as_below.",
    find=find,
)
