"""STR223: words that are coded for one gender prevail."""

from collections import Counter
from collections.abc import Iterator

from trellis.findings import Severity
from trellis.lint.outline import Outline
from trellis.lint.rule import Spot, StructureRule

BEFORE = """\
tracks: [{id: ic, title: Sales, levels: [{id: L1, rank: 1}]}]
competencies:
  - id: a
    title: Deals
    levels:
      L1:
        - {id: a1, text: Wins a contract with a strong argument.}
        - {id: a2, text: Competes for a strong position in a market.}
        - {id: a3, text: Drives a decision and defends it.}
        - {id: a4, text: Fights for a strong budget and wins it.}
"""
AFTER = """\
tracks: [{id: ic, title: Sales, levels: [{id: L1, rank: 1}]}]
competencies:
  - id: a
    title: Deals
    levels:
      L1:
        - {id: a1, text: Wins a contract with a strong argument.}
        - {id: a2, text: Supports a colleague and listens to a customer.}
        - {id: a3, text: Drives a decision and defends it.}
        - {id: a4, text: Connects two teams and helps both together.}
"""

FEWEST = 8
"""So many coded words are needed before a balance means something."""
PREVAILS = 80
"""Percent of one kind from which a text leans to one side."""


def find(outline: Outline) -> Iterator[Spot]:
    """The whole framework, when at least four of five coded words are of one kind."""
    words = {kind: _coded(outline, kind) for kind in ("masculine", "feminine")}
    total = sum(found.total() for found in words.values())
    for kind, found in words.items():
        if total >= FEWEST and found.total() * 100 >= PREVAILS * total:
            share = round(found.total() * 100 / total)
            examples = ", ".join(word for word, _ in found.most_common(5))
            yield Spot((), {"share": share, "kind": kind, "examples": examples})


def _coded(outline: Outline, kind: str) -> Counter[str]:
    return Counter(
        " ".join(sentence.words[start:end])
        for _, sentence in outline.sentences
        for start, end in sentence.spans(kind)
    )


RULE = StructureRule(
    code="STR223",
    severity=Severity.INFO,
    title="Gender-coded balance",
    message="{share} % of the gender-coded words are {kind}-coded: {examples}.",
    why=(
        "Adverts with mostly masculine-coded words drew fewer women, though nobody noticed "
        "why (Gaucher, Friesen and Kay 2011, whose word lists are used). It is about the "
        "whole text, never about one sentence."
    ),
    before=BEFORE,
    after=AFTER,
    fix="Replace some of these words by the deed that is meant.",
    find=find,
)
