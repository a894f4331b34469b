"""The largest network that one map holds: 8 lines of 8 levels, with ways between them."""

from typing import Any

from tests.web.reviews import factories as reviews
from trellis.framework.dump import dump
from trellis.framework.model import Framework
from trellis_web.frameworks.models import Version

LINES, LEVELS, COMPETENCIES = 8, 8, 9


def large(slug: str = "large") -> Version:
    """A published family of 8 tracks, each with 8 levels and a way to the track beside it."""
    return reviews.version(dump(Framework.model_validate(large_document(slug))).decode())


def large_document(slug: str) -> dict[str, Any]:
    """The same as a document."""
    ids = [f"T{line}.{rank}" for line in range(LINES) for rank in range(1, LEVELS + 1)]
    return {
        "id": slug,
        "title": slug.title(),
        "tracks": [_track(line) for line in range(LINES)],
        "competencies": [
            {"id": f"c{n}", "title": f"Competency {n}", "levels": {
                each: [{"id": f"c{n}-{each}", "text": f"Does {n} as {each}."}] for each in ids}}
            for n in range(COMPETENCIES)
        ],
        "moves": [move for line in range(LINES) for move in _moves(line)],
    }  # fmt: skip


def _track(line: int) -> dict[str, Any]:
    title = f"Senior Platform Engineer {line}"
    levels = [
        {"id": f"T{line}.{rank}", "rank": rank, "titles": [f"{title} {rank}"]}
        for rank in range(1, LEVELS + 1)
    ]
    return {"id": f"t{line}", "title": f"Engineering line {line}", "levels": levels}


def _moves(line: int) -> list[dict[str, Any]]:
    ups = [
        _move(f"t{line}/T{line}.{rank}", f"t{line}/T{line}.{rank + 1}", "promotion")
        for rank in range(1, LEVELS)
    ]
    beside = (line + 1) % LINES
    across = _move(f"t{line}/T{line}.2", f"t{beside}/T{beside}.2", "lateral")
    return [*ups, across, _move(f"t{line}/T{line}.4", f"t{beside}/T{beside}.5", "crossover")]


def _move(start: str, end: str, kind: str) -> dict[str, Any]:
    name = f"{start[3:]}-{end[3:]}"
    criteria = [{"id": f"{name}-avg", "average": {"min": 3.5}}]
    return {"id": name, "kind": kind, "from": start, "to": end, "criteria": criteria}
