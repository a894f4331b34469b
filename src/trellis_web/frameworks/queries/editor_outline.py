"""The outline of a draft, each part with what it holds and what goes with it."""

from dataclasses import dataclass

from trellis.framework.edit import cell_of, statements_of
from trellis.framework.edit_outline import PartKind
from trellis.framework.model import Competency, Framework, Level, Track
from trellis.framework.resolve import level_of
from trellis_web.frameworks.queries.editor import Editing
from trellis_web.frameworks.queries.matrix import levels_of


@dataclass(frozen=True, slots=True)
class OutlinePart:
    """One part: its place among `count`, and the sentences and moves that would go with it."""

    kind: PartKind
    part: Track | Level | Competency
    place: int
    count: int
    sentences: int
    moves: int = 0
    levels: tuple["OutlinePart", ...] = ()

    @property
    def title(self) -> str:
        """What it is called."""
        return self.part.title

    @property
    def above(self) -> int | None:
        """The place before this one; None for the first."""
        return self.place - 1 if self.place else None

    @property
    def below(self) -> int | None:
        """The place behind this one; None for the last."""
        return self.place + 1 if self.place + 1 < self.count else None


@dataclass(frozen=True, slots=True)
class Outline:
    """The tracks with their levels, and the family's own competencies."""

    tracks: tuple[OutlinePart, ...]
    competencies: tuple[OutlinePart, ...]


def outline_of(editing: Editing) -> Outline:
    """The outline of a draft."""
    framework = editing.framework.framework
    own = framework.competencies
    return Outline(
        tuple(_track(framework, track, place) for place, track in enumerate(framework.tracks)),
        tuple(
            OutlinePart(
                PartKind.COMPETENCY, each, place, len(own), sum(1 for _ in each.statements())
            )
            for place, each in enumerate(own)
        ),
    )


def _track(framework: Framework, track: Track, place: int) -> OutlinePart:
    levels = levels_of(track)
    parts = tuple(
        OutlinePart(
            PartKind.LEVEL,
            level,
            number,
            len(levels),
            _sentences(framework, level),
            _moves(framework, {level.id}),
        )
        for number, level in enumerate(levels)
    )
    return OutlinePart(
        PartKind.TRACK,
        track,
        place,
        len(framework.tracks),
        sum(part.sentences for part in parts),
        _moves(framework, {level.id for level in levels}),
        parts,
    )


def _sentences(framework: Framework, level: Level) -> int:
    """Sentences that stand at a level only; those of a step stay with the step."""
    return sum(
        len(statements_of(cell_of(each, level.id)))
        for each in framework.competencies
        if not each.steps
    )


def _moves(framework: Framework, levels: set[str]) -> int:
    return sum(1 for move in framework.moves if levels & {level_of(move.from_), level_of(move.to)})
