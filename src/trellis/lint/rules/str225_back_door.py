"""STR225: a change of track and an equivalence that together skip a level."""

from collections.abc import Iterator

from trellis.findings import Severity
from trellis.framework.model import Level, Move
from trellis.framework.resolve import level_of
from trellis.lint.outline import Outline, ladder
from trellis.lint.rule import Spot, StructureRule

BEFORE = """\
tracks:
  - id: ic
    title: Engineer
    levels: [{id: L2, rank: 2}, {id: L3, rank: 3}, {id: L4, rank: 4}]
  - {id: m, title: Manager, kind: management, levels: [{id: M1, rank: 4}]}
moves:
  - {id: lead, kind: crossover, from: ic/L2, to: m/M1}
  - {id: back, kind: return, from: m/M1, to: ic/L4, lands_on: equivalent}
equivalences: [{a: ic/L4, b: m/M1}]
"""
AFTER = """\
tracks:
  - id: ic
    title: Engineer
    levels: [{id: L2, rank: 2}, {id: L3, rank: 3}, {id: L4, rank: 4}]
  - {id: m, title: Manager, kind: management, levels: [{id: M1, rank: 4}]}
moves:
  - {id: lead, kind: crossover, from: ic/L3, to: m/M1}
  - {id: back, kind: return, from: m/M1, to: ic/L4, lands_on: last_held}
equivalences: [{a: ic/L4, b: m/M1}]
"""


def find(outline: Outline) -> Iterator[Spot]:
    """Crossovers into a level whose equal stands further up the track that they leave.

    With a level between, it is skipped. One step up is a back door only where a return leads there
    without what the promotion to it asks: `last_held` never lands above the level that was left.
    """
    for path, move in outline.moves("crossover"):
        for equal in _equals(outline, move):
            passed = _passed(outline, move, equal)
            skipped = [f"the level {level.id}" for level in passed[:-1]]
            if not skipped and passed and _leads_back(outline, move, equal):
                skipped = [f"what the promotion to {equal.id} asks for"]
            if skipped:
                words = {"move": move.id, "from": level_of(move.from_), "equal": equal.id}
                words |= {"to": level_of(move.to), "skipped": " and ".join(skipped)}
                yield Spot(path, words)


def _equals(outline: Outline, move: Move) -> Iterator[Level]:
    """The levels that count as the one a move leads to."""
    to = level_of(move.to)
    for pair in outline.framework.equivalences:
        ends = level_of(pair.a), level_of(pair.b)
        if pair.equal and to in ends:
            other = ends[1] if ends[0] == to else ends[0]
            if other in outline.resolved.levels:
                yield outline.resolved.levels[other]


def _passed(outline: Outline, move: Move, equal: Level) -> list[Level]:
    """The levels above the start up to `equal`, lowest first; none on another track."""
    track = outline.resolved.tracks.get(level_of(move.from_))
    if track is None or equal not in track.levels:
        return []
    start = outline.resolved.levels[level_of(move.from_)]
    return [level for level in ladder(track) if start.rank < level.rank <= equal.rank]


def _leads_back(outline: Outline, move: Move, equal: Level) -> bool:
    """Whether a return from where the move leads lands on the equal level for everyone."""
    return any(
        back.from_ == move.to and back.lands_on != "last_held" and level_of(back.to) == equal.id
        for _, back in outline.moves("return")
    )


RULE = StructureRule(
    code="STR225",
    severity=Severity.WARNING,
    title="Back door",
    message=(
        "From {from} the move {move} leads to {to}, which counts as {equal}: together they skip "
        "{skipped}."
    ),
    why=(
        "Whoever goes into management and back stands higher than colleagues who took every "
        "step. Soon people become managers for the level, not for the work."
    ),
    before=BEFORE,
    after=AFTER,
    fix=(
        "Let the move start one level below the equal one, and let the return land on "
        "'last_held'; or take the equivalence out."
    ),
    find=find,
)
