"""STR224: a criterion that nobody can meet."""

from collections.abc import Iterator

from trellis.findings import Severity
from trellis.framework.model import Move
from trellis.framework.resolve import level_of
from trellis.lint.outline import Outline
from trellis.lint.rule import Spot, StructureRule
from trellis.readiness.criteria import Criterion

BEFORE = """\
tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}, {id: L2, rank: 2}]}]
competencies:
  - {id: a, title: Design, levels: {L1: [{id: a1, text: Writes a design.}], L2: as_below}}
moves:
  - {id: up, from: ic/L1, to: ic/L2, criteria: [{id: c, count: {n: 3, min: 4}}]}
"""
AFTER = """\
tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}, {id: L2, rank: 2}]}]
competencies:
  - {id: a, title: Design, levels: {L1: [{id: a1, text: Writes a design.}], L2: as_below}}
moves:
  - {id: up, from: ic/L1, to: ic/L2, criteria: [{id: c, count: {n: 1, min: 4}}]}
"""


def find(outline: Outline) -> Iterator[Spot]:
    """Criteria that ask for more scores, sentences or conditions than exist."""
    if not outline.is_whole:
        return
    for path, move in outline.moves():
        pending = list(move.criteria)
        for criterion in pending:
            pending += criterion.children
            wanted, there, noun = _asked(outline, move, criterion)
            if wanted > there:
                words = {"move": move.id, "wanted": f"{wanted} {noun}", "there": there}
                yield Spot((*path, "criteria"), words)


def _asked(outline: Outline, move: Move, criterion: Criterion) -> tuple[int, int, str]:
    """How many of what a criterion asks for, and how many there are."""
    resolved = outline.resolved
    if criterion.at_least is not None:
        return criterion.at_least.n, len(criterion.at_least.of), "of its conditions"
    if criterion.count is not None:
        of = criterion.count.of or resolved.expected(level_of(move.from_))
        return criterion.count.n, len(set(of)), "scores"
    target = level_of(move.to)
    if criterion.starred is not None and target in resolved.levels:
        cells = (resolved.cell(id_, target) for id_ in resolved.expected(target))
        others = sum(not each.star for cell in cells for each in cell.statements)
        return criterion.starred.any, others, "statements without a star"
    return 0, 0, ""


RULE = StructureRule(
    code="STR224",
    severity=Severity.ERROR,
    title="Criterion nobody can meet",
    message="The move {move} asks for {wanted}, but there are only {there}.",
    why=(
        "The move looks open and is closed. People work towards it for months before somebody "
        "counts."
    ),
    before=BEFORE,
    after=AFTER,
    fix="Ask for no more than there is.",
    find=find,
)
