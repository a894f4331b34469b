"""Paths in a framework as names: for people who have no line numbers, and for silences."""

from collections.abc import Iterator

from trellis.framework.model import Framework
from trellis.framework.source import Path


def subject(framework: Framework, path: Path) -> str:
    """The id of the innermost part on a path that has one."""
    return list(_ids(framework, path))[-1]


def place(framework: Framework, path: Path) -> str:
    """Where a path leads, in words: "Design L2", "level L3", "move up"."""
    match list(path):
        case ["competencies", int(index), "levels" | "steps", key, *_]:
            return f"{framework.competencies[index].title} {key}"
        case ["competencies", int(index), *_]:
            return framework.competencies[index].title
        case ["tracks", int(index), "levels", int(number), *_]:
            return f"level {framework.tracks[index].levels[number].id}"
        case ["tracks", int(index), *_]:
            return f"track {framework.tracks[index].title}"
        case ["moves", int(index), *_]:
            return f"move {framework.moves[index].id}"
    return framework.title


def names(framework: Framework, path: Path) -> set[str]:
    """Every name by which a silence can mean this place."""
    found = {*_ids(framework, path)}
    match list(path):
        case ["competencies", int(index), "levels" | "steps", key, *_]:
            found.add(f"{framework.competencies[index].id}/{key}")
    return found


def _ids(framework: Framework, path: Path) -> Iterator[str]:
    part: object = framework
    yield framework.id
    for step in path:
        if isinstance(step, int):
            part = part[step] if isinstance(part, tuple) else None
        else:
            part = part.get(step) if isinstance(part, dict) else getattr(part, step, None)
        id_ = getattr(part, "id", None)
        if isinstance(id_, str):
            yield id_
