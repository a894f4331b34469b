"""Changing the outline of a framework: its tracks, levels and competencies.

Pure, like `edit`. What points to a part that is taken out goes with it; where that would change
what a move asks for, nothing is taken out and the refusal names the move.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from trellis.findings import BadInput
from trellis.framework.model import Competency, Equivalence, Framework, Level, Move, Track
from trellis.readiness.criteria import Criterion

Named = TypeVar("Named", Track, Level, Competency)


class PartKind(StrEnum):
    """What an outline is made of."""

    COMPETENCY = "competency"
    LEVEL = "level"
    TRACK = "track"


def add_track(framework: Framework, title: str, *, taken: Collection[str] = ()) -> Framework:
    """A new track behind the others; its id comes from the title and is none of `taken`."""
    used = {*taken, *(track.id for track in framework.tracks)}
    track = Track(id=slug_of(title, used), title=title)
    return framework.model_copy(update={"tracks": (*framework.tracks, track)})


def add_competency(framework: Framework, title: str, *, taken: Collection[str] = ()) -> Framework:
    """A new competency behind the others, for every track and without a sentence."""
    used = {*taken, *(each.id for each in framework.competencies)}
    competency = Competency(id=slug_of(title, used), title=title)
    return framework.model_copy(update={"competencies": (*framework.competencies, competency)})


def add_level(framework: Framework, track: str, id_: str, title: str = "") -> Framework:
    """A new level above the others of its track. People read its id, so it is given.

    Raises `BadInput` for an id that the framework has already, or that cannot be one.
    """
    held = part_of(framework, PartKind.LEVEL, id_)
    if held is not None:
        raise BadInput.at(
            "double-id",
            id_,
            f"The level id '{id_}' is used twice.",
            "Ids are never reused; give it another.",
        )
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,99}", id_):
        raise BadInput.at(
            "bad-id",
            id_,
            f"'{id_}' cannot be an id.",
            "Use letters, digits and . _ + -, such as L4.",
        )
    _required(framework, PartKind.TRACK, track)

    def with_level(found: Track) -> Track:
        rank = max((level.rank for level in found.levels), default=0) + 1
        level = Level(id=id_, rank=rank, titles=(title,) if title else ())
        return found.model_copy(update={"levels": (*found.levels, level)})

    return _put(framework, PartKind.TRACK, track, with_level)


def rename(framework: Framework, part_kind: PartKind, id_: str, **texts: str) -> Framework:
    """The part with other texts: `title`, and `summary`, `scope` or `kind` where it has them.

    The id stays. An empty text takes a summary or a scope away. A level without a title is called
    by its id. Raises `BadInput` when the part is gone.
    """
    part = _required(framework, part_kind, id_)
    values: dict[str, Any] = {key: text or None for key, text in texts.items()}
    if isinstance(part, Level) and "title" in values:
        title = values.pop("title")
        values["titles"] = (*([title] if title else []), *part.titles[1:])
    elif not values.get("title", part.id):
        values["title"] = part.id
    return _put(framework, part_kind, id_, lambda held: held.model_copy(update=values))


def move(framework: Framework, kind: PartKind, id_: str, to: int) -> Framework:
    """The part at the place `to` (0 is the first) among its own; beyond the end is the last.

    Levels keep the set of ranks of their track: the lowest rank goes to the first one.
    """
    _required(framework, kind, id_)
    if kind is PartKind.TRACK:
        return framework.model_copy(update={"tracks": _moved(framework.tracks, id_, to)})
    if kind is PartKind.COMPETENCY:
        moved = _moved(framework.competencies, id_, to)
        return framework.model_copy(update={"competencies": moved})
    track = next(each for each in framework.tracks if any(level.id == id_ for level in each.levels))
    ranks = sorted(level.rank for level in track.levels)
    levels = _moved(sorted(track.levels, key=lambda level: level.rank), id_, to)
    ranked = tuple(
        level.model_copy(update={"rank": rank}) for level, rank in zip(levels, ranks, strict=True)
    )
    return _track(framework, track.model_copy(update={"levels": ranked}))


def remove(framework: Framework, kind: PartKind, id_: str) -> Framework:
    """The framework without the part, its cells, and the moves from or to its levels.

    Raises `BadInput` when it is gone, or when a criterion names a competency that would go.
    """
    part = _required(framework, kind, id_)
    if isinstance(part, Competency):
        return _without_competency(framework, part)
    if isinstance(part, Level):
        return _without_levels(framework, {id_})
    gone = _without_levels(framework, {level.id for level in part.levels})
    competencies = tuple(
        each.model_copy(update={"tracks": tuple(t for t in each.tracks if t != id_)})
        for each in gone.competencies
        if each.tracks != (id_,)
    )
    tracks = tuple(track for track in gone.tracks if track.id != id_)
    return gone.model_copy(update={"tracks": tracks, "competencies": competencies})


def part_of(framework: Framework, kind: PartKind, id_: str) -> Track | Level | Competency | None:
    """The part of that kind and id; None when there is none."""
    parts: dict[PartKind, Sequence[Track | Level | Competency]] = {
        PartKind.TRACK: framework.tracks,
        PartKind.LEVEL: tuple(level for _, level in framework.levels()),
        PartKind.COMPETENCY: framework.competencies,
    }
    return next((part for part in parts[kind] if part.id == id_), None)


def slug_of(title: str, used: Collection[str]) -> str:
    """An id from a title, with a number where it is used already."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    first = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].rstrip("-") or "part"
    id_, number = first, 1
    while id_ in used:
        number += 1
        id_ = f"{first}-{number}"
    return id_


def _required(framework: Framework, kind: PartKind, id_: str) -> Track | Level | Competency:
    part = part_of(framework, kind, id_)
    if part is None:
        raise BadInput.at(
            "part-gone",
            id_,
            f"The {kind} '{id_}' is no longer in this draft.",
            "Somebody took it out. Look at the outline again.",
        )
    return part


def _put(framework: Framework, kind: PartKind, id_: str, change: Callable[[Any], Any]) -> Framework:
    if kind is PartKind.TRACK:
        return framework.model_copy(update={"tracks": _each(framework.tracks, id_, change)})
    if kind is PartKind.COMPETENCY:
        changed = _each(framework.competencies, id_, change)
        return framework.model_copy(update={"competencies": changed})
    tracks = tuple(
        track.model_copy(update={"levels": _each(track.levels, id_, change)})
        for track in framework.tracks
    )
    return framework.model_copy(update={"tracks": tracks})


def _each(parts: tuple[Named, ...], id_: str, change: Callable[[Any], Any]) -> tuple[Named, ...]:
    return tuple(change(part) if part.id == id_ else part for part in parts)


def _track(framework: Framework, track: Track) -> Framework:
    return _put(framework, PartKind.TRACK, track.id, lambda _: track)


def _moved(parts: Sequence[Named], id_: str, to: int) -> tuple[Named, ...]:
    others = [part for part in parts if part.id != id_]
    others.insert(max(to, 0), next(part for part in parts if part.id == id_))
    return tuple(others)


def _without_competency(framework: Framework, part: Competency) -> Framework:
    asking = [move.id for move in framework.moves if any(_names(c, part.id) for c in move.leaves())]
    if asking:
        raise BadInput.at(
            "named",
            part.id,
            f"The criteria of {', '.join(asking)} name '{part.title}'.",
            "Take it out of the criteria first.",
        )
    moves = tuple(
        each.model_copy(
            update={
                "carries": tuple(c for c in each.carries if c != part.id),
                "gaps": tuple(c for c in each.gaps if c != part.id),
            }
        )
        for each in framework.moves
    )
    kept = tuple(each for each in framework.competencies if each.id != part.id)
    return framework.model_copy(update={"competencies": kept, "moves": moves})


def _names(criterion: Criterion, competency: str) -> bool:
    scope = getattr(getattr(criterion, criterion.kind, None), "of", ())
    return isinstance(scope, tuple) and competency in scope


def _without_levels(framework: Framework, gone: set[str]) -> Framework:
    refs = {f"{track.id}/{level.id}" for track, level in framework.levels() if level.id in gone}
    own = {*refs, *(f"{framework.id}/{ref}" for ref in refs)}
    return framework.model_copy(
        update={
            "tracks": tuple(_thinned(track, gone) for track in framework.tracks),
            "competencies": tuple(_emptied(each, gone) for each in framework.competencies),
            "moves": tuple(each for each in framework.moves if not own & _ends(each)),
            "equivalences": tuple(each for each in framework.equivalences if not own & _ends(each)),
        }
    )


def _ends(pair: Move | Equivalence) -> set[str]:
    return {pair.from_, pair.to} if isinstance(pair, Move) else {pair.a, pair.b}


def _thinned(track: Track, gone: set[str]) -> Track:
    return track.model_copy(update={"levels": tuple(x for x in track.levels if x.id not in gone)})


def _emptied(competency: Competency, gone: set[str]) -> Competency:
    levels = {level: cell for level, cell in competency.levels.items() if level not in gone}
    expects = {level: step for level, step in competency.expects.items() if level not in gone}
    return competency.model_copy(update={"levels": levels, "expects": expects})
