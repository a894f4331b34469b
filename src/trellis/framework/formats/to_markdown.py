"""A framework as one Markdown page for people, which `markdown_own` reads back exactly."""

from collections.abc import Iterable, Iterator
from typing import Any

from trellis.framework.base import Part
from trellis.framework.emit import block
from trellis.framework.formats.markdown_own import (
    EXPECTS,
    LEVEL_COLUMNS,
    SCHEMA_OWN,
    STATUS_LINES,
    STEP,
)
from trellis.framework.formats.markdown_text import escape
from trellis.framework.model import Cell, CellStatus, Competency, Framework, Level, Statement
from trellis.framework.plain import plain

_STATUS = {status: line for line, status in STATUS_LINES.items()}


def to_markdown(framework: Framework) -> bytes:
    """The page in the dialect `trellis-markdown/1`, UTF-8. Nothing is left out: what has no place
    on a page stands in its front matter, moves with their criteria among it."""
    titles = {level.id: level.title for _, level in framework.levels()}
    lines = ["---", block(_matter(framework)), "---", "", *_head(framework)]
    for competency in framework.competencies:
        lines += ["", *_competency(competency, titles)]
    return ("\n".join(lines) + "\n").encode()


def _matter(framework: Framework) -> dict[str, Any]:
    """What the page has no place for, by id, under the names of trellis/1."""
    groups = {
        "family": _rest(framework, "schema", "id", "title", "summary", "tracks", "competencies"),
        "tracks": [_rest(track, "levels") for track in framework.tracks],
        "levels": _by_id(
            (level for _, level in framework.levels()), "rank", "titles", "scope", "band"
        ),
        "competencies": _by_id(
            framework.competencies, "title", "summary", "levels", "steps", "expects"
        ),
        "statements": _by_id(framework.statements(), "text", "star", "examples"),
    }
    return {"schema": SCHEMA_OWN} | {name: group for name, group in groups.items() if group}


def _rest(part: Part, *shown: str) -> dict[str, Any]:
    return {key: value for key, value in plain(part).items() if key not in shown}


def _by_id(parts: Iterable[Any], *shown: str) -> dict[str, Any]:
    rests = ((part.id, _rest(part, "id", *shown)) for part in parts)
    return {id_: rest for id_, rest in rests if rest}


def _named(text: str, id_: str) -> str:
    return f"{escape(text)} {{#{id_}}}"


def _head(framework: Framework) -> Iterator[str]:
    yield f"# {_named(framework.title, framework.id)}"
    if framework.summary:
        yield from ("", escape(framework.summary))
    if any(track.levels for track in framework.tracks):
        yield from ("", "## Levels", "", _row(LEVEL_COLUMNS), _row(["---"] * len(LEVEL_COLUMNS)))
        yield from (_row(_level(track.id, level)) for track, level in framework.levels())


def _level(track: str, level: Level) -> list[str]:
    titles = "<br>".join(escape(title) for title in level.titles)
    return [
        escape(level.id),
        str(level.rank),
        escape(track),
        titles,
        escape(level.scope or ""),
        escape(level.band or ""),
    ]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _competency(competency: Competency, titles: dict[str, str]) -> Iterator[str]:
    yield f"## {_named(competency.title, competency.id)}"
    if competency.summary:
        yield from ("", escape(competency.summary))
    for level, cell in competency.levels.items():
        yield from ("", f"### {_named(titles.get(level, level), level)}", "", *_cell(cell))
    for step, statements in competency.steps.items():
        yield from ("", f"### {STEP}{_named(step, step)}", "", *_cell(statements))
    if competency.expects:
        pairs = (f"{level} {step}" for level, step in competency.expects.items())
        yield from ("", EXPECTS + ", ".join(pairs))


def _cell(cell: Cell) -> Iterator[str]:
    if isinstance(cell, CellStatus):
        yield _STATUS[cell]
        return
    for statement in cell:
        yield from _statement(statement)


def _statement(statement: Statement) -> Iterator[str]:
    star = "★ " if statement.star else ""
    yield f"- {star}{_named(statement.text, statement.id)}"
    yield from (f"  - e.g. {escape(example)}" for example in statement.examples)
