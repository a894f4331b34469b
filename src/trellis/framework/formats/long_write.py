"""A framework as a long table: one row for each part, so that nothing but the moves is lost."""

import json
from collections.abc import Iterator
from typing import Any

from trellis.framework.formats.table import clean, fits, fits_line
from trellis.framework.model import CellStatus, Competency, Framework, Statement
from trellis.framework.plain import plain

COLUMNS = (
    "family",
    "track",
    "level",
    "rank",
    "competency",
    "kind",
    "id",
    "status",
    "star",
    "statement",
    "example",
    "title",
    "more",
)
"""`title` names the part that the row is about; `more` holds what has no column, as JSON."""

Row = dict[str, str]


def long_rows(framework: Framework) -> list[list[str]]:
    """The table with its header. Statements carry all columns; families, tracks, levels and
    competencies have rows of their own."""
    rows = [
        *_family(framework),
        *_levels(framework),
        *(
            row
            for competency in framework.competencies
            for row in _competency(framework, competency)
        ),
    ]
    cells = [[{"family": framework.id, **row}.get(name, "") for name in COLUMNS] for row in rows]
    return [list(COLUMNS), *cells]


def _family(framework: Framework) -> Iterator[Row]:
    rest = plain(framework)
    for key in ("schema", "tracks", "competencies", "moves", "extra"):
        rest.pop(key, None)
    yield _row({}, rest, title="title", drop=("id",))
    for extra in framework.extra:
        yield {"status": "extra", "more": _json(plain(extra))}


def _levels(framework: Framework) -> Iterator[Row]:
    for track in framework.tracks:
        yield _row(
            {"track": track.id, "kind": track.kind},
            plain(track),
            title="title",
            drop=("id", "kind", "levels"),
        )
        for level in track.levels:
            yield _row(
                {"track": track.id, "level": level.id, "rank": str(level.rank)},
                plain(level),
                title="titles",
                drop=("id", "rank"),
            )


def _competency(framework: Framework, competency: Competency) -> Iterator[Row]:
    own = {"competency": competency.id, "kind": competency.kind}
    yield _row(own, plain(competency), title="title", drop=("id", "kind", "levels", "steps"))
    tracks = {level.id: {"track": t.id, "rank": str(level.rank)} for t, level in framework.levels()}
    for level, cell in competency.levels.items():
        at = {**own, "level": level, **tracks.get(level, {})}
        if isinstance(cell, CellStatus):
            yield {**at, "status": cell.value}
        else:
            yield from _statements(at, cell, "")
    for step, statements in competency.steps.items():
        yield from _statements({**own, "level": step}, statements, "step")


def _statements(at: Row, cell: tuple[Statement, ...], status: str) -> Iterator[Row]:
    if not cell:
        yield {**at, "status": f"empty {status}".strip()}
    for statement in cell:
        star = "yes" if statement.star else ""
        yield _row(
            {**at, "id": statement.id, "status": status, "star": star},
            plain(statement),
            title="text",
            column="statement",
            drop=("id", "star"),
        )


def _row(
    row: Row, values: dict[str, Any], *, title: str, drop: tuple[str, ...], column: str = "title"
) -> Row:
    """Name, text and examples of a part go into their columns, the rest into `more`."""
    rest = {key: value for key, value in values.items() if key not in drop}
    row = dict(row)
    for name, key in ((column, title), ("example", "examples")):
        value = rest.get(key)
        if isinstance(value, list):
            row[name] = "\n".join(clean(item) for item in value)
            if all(fits_line(item) for item in value):
                del rest[key]
        elif value is not None:
            row[name] = value if fits(value) else clean(value)
            if fits(value):
                del rest[key]
    return row | ({"more": _json(rest)} if rest else {})


def _json(value: Any) -> str:
    """JSON without any invisible character."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).replace("_x", "\\u005fx")
