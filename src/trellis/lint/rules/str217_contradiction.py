"""STR217: a criterion whose words and whose figures differ."""

from collections.abc import Iterator
from decimal import Decimal

from trellis.findings import Severity
from trellis.lint.figures import durations, numbers
from trellis.lint.outline import Outline
from trellis.lint.rule import Spot, StructureRule
from trellis.lint.sentence import Sentence
from trellis.readiness.criteria import Criterion

BEFORE = """\
tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}, {id: L2, rank: 2}]}]
moves:
  - id: up
    from: ic/L1
    to: ic/L2
    criteria:
      - {id: t, months_in_level: {min: 6}, text: At least 12 months as L1.}
"""
AFTER = """\
tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}, {id: L2, rank: 2}]}]
moves:
  - id: up
    from: ic/L1
    to: ic/L2
    criteria:
      - {id: t, months_in_level: {min: 12}, text: At least one year as L1.}
"""

TIMES = {"months_in_level": ("min", 1), "operating_at_next": ("quarters", 3)}
"""Kinds that ask for a time: the figure, and how many months one of it is."""
FIGURES = ("min", "n", "m", "of", "any", "count")


def find(outline: Outline) -> Iterator[Spot]:
    """Criteria with a figure in the text that the rule lacks, and one in the rule that it lacks."""
    if outline.pack is None:
        return
    for path, move in outline.moves():
        for criterion in move.leaves():
            machine = _machine(criterion)
            sentence = Sentence(criterion.text or "", outline.pack)
            is_time = criterion.kind in TIMES
            said = durations(sentence) if is_time else numbers(sentence)
            if said - machine and machine - said:
                figures = ", ".join(f"{each:g}" for each in sorted(machine))
                unit = " months" if is_time else ""
                words = {"text": criterion.text, "figures": figures + unit}
                yield Spot((*path, "criteria"), words)


def _machine(criterion: Criterion) -> set[float]:
    """The figures of the rule; times in months."""
    rule = getattr(criterion, criterion.kind)
    if criterion.kind in TIMES:
        name, months = TIMES[criterion.kind]
        return {float(getattr(rule, name) * months)}
    values = (getattr(rule, name, None) for name in FIGURES)
    return {float(value) for value in values if isinstance(value, int | Decimal)}


RULE = StructureRule(
    code="STR217",
    severity=Severity.WARNING,
    title="Text contradicts the rule",
    message="“{text}” does not fit the figures that the program checks ({figures}).",
    why=(
        "People read the sentence, the program checks the figures. When they differ, one of "
        "both has promised something false."
    ),
    before=BEFORE,
    after=AFTER,
    fix="Change the sentence or the figures so that both say the same.",
    find=find,
)
