"""A template cut to the size of a company: how many levels, which tracks, which moves."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from trellis.framework.edit_outline import PartKind, remove
from trellis.framework.load import load
from trellis.framework.model import (
    CellStatus,
    Competency,
    Equivalence,
    Framework,
    Level,
    Move,
    Track,
)
from trellis.framework.resolve import family_of
from trellis.library.promotions import with_promotions


class Size(StrEnum):
    """How many people work in the company."""

    SMALL = "10-50"
    MEDIUM = "50-200"
    LARGE = "200-1000"


@dataclass(frozen=True, slots=True)
class Shape:
    """Levels of the individual track, levels of the management track, and lateral moves or not."""

    levels: int
    management: int
    has_laterals: bool


SHAPES = {
    Size.SMALL: Shape(levels=4, management=0, has_laterals=False),
    Size.MEDIUM: Shape(levels=5, management=2, has_laterals=True),
    Size.LARGE: Shape(levels=6, management=3, has_laterals=True),
}

SCOPES = (
    "Tasks of up to a few days, cut and checked by a colleague",
    "Work of up to three weeks inside one team",
    "Projects of one to two months that one other team depends on",
    "Work of a quarter or more that at least two teams carry",
    "Programmes of two or more quarters across at least three teams",
    "An area of at least five teams, two years ahead",
    "The whole company, three or more years ahead",
    "The company and its market, five years ahead",
)
"""A first scope for each level; every company writes its own over it."""


def sized(framework: Framework, shape: Shape) -> Framework:
    """The template with the levels, tracks and moves of `shape`.

    Levels beyond the template's begin with a scope and cells that are still to write.
    """
    found = with_levels(framework, shape.levels)
    found = with_management(found, shape.management)
    return found if shape.has_laterals else _without_laterals(found)


def individual(framework: Framework) -> Track:
    """The first individual track, or the first track. The framework has one."""
    kinds = [track for track in framework.tracks if track.kind == "individual"]
    return (kinds or list(framework.tracks))[0]


def with_levels(framework: Framework, count: int) -> Framework:
    """The framework with `count` levels on its individual track: cut at the top or added there."""
    ladder = sorted(individual(framework).levels, key=lambda level: level.rank)
    for level in reversed(ladder[count:]):
        framework = remove(framework, PartKind.LEVEL, level.id)
    for number in range(len(ladder), count):
        framework = _one_more(framework, number)
    return framework


def with_management(framework: Framework, count: int) -> Framework:
    """The framework with `count` management levels, with a way in and a way back; 0 for none.

    A framework without a management track gets the one of the library.
    """
    held = next((track for track in framework.tracks if track.kind == "management"), None)
    if held is None:
        return _managed(framework, count) if count else framework
    if not count:
        return remove(framework, PartKind.TRACK, held.id)
    for level in sorted(held.levels, key=lambda level: level.rank)[count:]:
        framework = remove(framework, PartKind.LEVEL, level.id)
    return framework


@cache
def management() -> Framework:
    """The library's management track: levels, competencies and promotions, for any family."""
    path = files("trellis.library").joinpath("blocks", "management.yaml")
    return load(path.read_bytes(), "management.yaml")


def _one_more(framework: Framework, number: int) -> Framework:
    """A level above the others of the individual track, with everything still to write."""
    track = individual(framework)
    ladder = sorted(track.levels, key=lambda level: level.rank)
    top = ladder[-1] if ladder else None
    level = Level(
        id=_free(framework, top.id.rstrip("0123456789") if top else "L", number + 1),
        rank=top.rank + 1 if top else 1,
        scope=SCOPES[min(number, len(SCOPES) - 1)],
    )
    grown = track.model_copy(update={"levels": (*track.levels, level)})
    tracks = tuple(grown if each.id == track.id else each for each in framework.tracks)
    competencies = tuple(
        _still_to_write(each, level.id) if not each.tracks or track.id in each.tracks else each
        for each in framework.competencies
    )
    return with_promotions(
        framework.model_copy(update={"tracks": tracks, "competencies": competencies})
    )


def _free(framework: Framework, prefix: str, number: int) -> str:
    used = {level.id for _, level in framework.levels()}
    while f"{prefix}{number}" in used:
        number += 1
    return f"{prefix}{number}"


def _still_to_write(competency: Competency, level: str) -> Competency:
    key = "expects" if competency.steps or competency.expects else "levels"
    cells = {**getattr(competency, key), level: CellStatus.TODO}
    return competency.model_copy(update={key: cells})


def _managed(framework: Framework, count: int) -> Framework:
    """The library's management track beside the individual one."""
    block = with_management(management(), count)
    track = block.tracks[0]
    titled = tuple(
        level.model_copy(update={"titles": (_title(framework, level),)}) for level in track.levels
    )
    return framework.model_copy(
        update={
            "tracks": (*framework.tracks, track.model_copy(update={"levels": titled})),
            "competencies": tuple(_merged(framework, block)),
            "moves": (*framework.moves, *block.moves, *_crossing(framework, track)),
            "equivalences": (*framework.equivalences, *_equal(framework, track)),
        }
    )


def _title(framework: Framework, level: Level) -> str:
    """The management title with its family: Senior Design Manager, Director, Design."""
    if level.title.endswith("Manager"):
        return level.title.replace("Manager", f"{framework.title} Manager")
    return f"{level.title}, {framework.title}"


def _merged(framework: Framework, block: Framework) -> Iterable[Competency]:
    """Shared competencies get the cells of the management levels; the others are appended."""
    theirs = {competency.id: competency for competency in block.competencies}
    for own in framework.competencies:
        other = theirs.pop(own.id, None)
        if other is None:
            yield own
        else:
            tracks = (*own.tracks, *other.tracks) if own.tracks else ()
            yield own.model_copy(
                update={"tracks": tracks, "levels": {**own.levels, **other.levels}}
            )
    yield from theirs.values()


def _crossing(framework: Framework, track: Track) -> list[Move]:
    """From the individual level below the first management level, and back to it."""
    ladder = individual(framework)
    first = min(track.levels, key=lambda level: level.rank)
    below = [level for level in ladder.levels if level.rank < first.rank]
    if not below:
        return []
    senior = max(below, key=lambda level: level.rank)
    into, back = f"{senior.id}-{first.id}", f"{first.id}-{senior.id}"
    ends = (f"{ladder.id}/{senior.id}", f"{track.id}/{first.id}")
    return [
        Move.model_validate(
            {
                "id": into,
                "kind": "crossover",
                "from": ends[0],
                "to": ends[1],
                "criteria": [
                    {"id": "avg", "average": {"min": 3.5}},
                    {
                        "id": "lead",
                        "operating_at_next": {"quarters": 1, "of": ["people-leadership"]},
                    },
                    {"id": "manager", "endorsement": {"by": "manager", "count": 1}},
                ],
            }
        ),
        Move.model_validate(
            {
                "id": back,
                "kind": "return",
                "from": ends[1],
                "to": ends[0],
                "lands_on": "last_held",
            }
        ),
    ]


def _equal(framework: Framework, track: Track) -> list[Equivalence]:
    """Levels of the same rank on both tracks count as one stage."""
    ladder = individual(framework)
    ranks = {level.rank: level.id for level in ladder.levels}
    return [
        Equivalence(a=f"{ladder.id}/{ranks[level.rank]}", b=f"{track.id}/{level.id}")
        for level in track.levels
        if level.rank in ranks
    ]


def _without_laterals(framework: Framework) -> Framework:
    """Small companies have one ladder; moves to other families come later."""
    home = framework.id
    kept = tuple(
        move
        for move in framework.moves
        if move.kind != "lateral" and family_of(move.to, home) == home
    )
    return framework.model_copy(update={"moves": kept})
