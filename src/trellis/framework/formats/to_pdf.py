"""A framework as a PDF to print and to hand out: A4, tagged, with the fonts of typst alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typst

from trellis.framework.formats.edition import Edition
from trellis.framework.model import Framework, Level, Move, Statement
from trellis.framework.resolve import (
    Expectation,
    ResolvedCell,
    ResolvedFramework,
    family_of,
    level_of,
    resolve,
)
from trellis.readiness.asked import asked, rule

TEMPLATE = Path(__file__).with_name("framework.typ")
STANDARD = "ua-1"
"""PDF/UA-1: what screen readers ask of a PDF; typst refuses what does not keep it."""

WORDS = {
    "contents": "Contents",
    "levels": "Levels",
    "level": "Level",
    "titles": "Titles",
    "scope": "Scope",
    "summary": "In short",
    "expected": "What is expected",
    "moves": "How people move on",
    "example": "e.g.",
}
KINDS = {
    "promotion": "Promotion",
    "crossover": "Into management",
    "return": "Way back",
    "lateral": "To another family",
}
NOTES = {
    Expectation.AS_BELOW: "As the level below.",
    Expectation.NOT_EXPECTED: "Not expected.",
    Expectation.TODO: "Still to write.",
}


def to_pdf(framework: Framework, edition: Edition | None = None) -> bytes:
    """The PDF; the same framework and edition give the same bytes.

    Texts reach the template as JSON and are never evaluated. A character that no embedded font has
    (emoji, many scripts) is shown as an empty box.
    """
    view = resolve(framework.model_copy(update={"include": ()}))
    data = json.dumps(_data(view, edition or Edition()), ensure_ascii=True)
    moment = int((edition or Edition()).moment.timestamp())
    try:
        return _compiled(data, moment, [STANDARD])
    except typst.TypstError:
        # A character that the fonts do not have, such as an emoji: tagged, but not to the letter.
        return _compiled(data, moment, [])


def _compiled(data: str, moment: int, standards: list[Any]) -> bytes:
    written = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        pdf_standards=standards,
        timestamp=moment,
    )
    if not isinstance(written, bytes):
        raise TypeError("typst gave pages where a document was asked for")
    return written


def _data(view: ResolvedFramework, edition: Edition) -> dict[str, Any]:
    framework = view.framework
    return {
        "words": WORDS,
        "title": framework.title,
        "summary": framework.summary,
        "language": _language(framework.language),
        "edition": _edition(edition),
        "counts": [{"n": n, "word": word} for word, n in _counts(view) if n],
        "tracks": [
            {"title": track.title, "levels": [_level(level) for level in track.levels]}
            for track in framework.tracks
            if track.levels
        ],
        "competencies": [
            {"title": each.title, "summary": each.summary, "rows": list(_rows(view, each.id))}
            for each in view.competencies
        ],
        "moves": [_move(view, move) for move in framework.moves],
    }


def _counts(view: ResolvedFramework) -> list[tuple[str, int]]:
    counts = view.counts
    return [(word, counts[word]) for word in ("levels", "competencies", "statements")]


def _move(view: ResolvedFramework, move: Move) -> dict[str, Any]:
    """A move by the titles of its levels; a criterion that is a group holds those beneath it."""
    start, end = _level_name(view, move.from_), _level_name(view, move.to)
    criteria: list[dict[str, Any]] = []
    for each in asked(view, move):
        if each.depth and criteria:
            criteria[-1]["parts"].append(str(each.sentence))
        else:
            criteria.append({"words": str(each.sentence), "parts": []})
    ids = f"{level_of(move.from_)} → {level_of(move.to)}"
    return {
        "title": move.title or f"{start} → {end}",
        "ends": f"{KINDS.get(move.kind, move.kind)}, {ids}",
        "rule": str(rule(move)),
        "asked": criteria,
    }


def _level_name(view: ResolvedFramework, place: str) -> str:
    """The title of a level; its family and id where it is in another framework."""
    id_, family = level_of(place), family_of(place, view.framework.id)
    level = view.levels.get(id_) if family == view.framework.id else None
    if level is None:
        return f"{family.replace('-', ' ').capitalize()} {id_}"
    return level.title if level.titles else id_


def _language(tag: str) -> str:
    """The two or three letters that typst takes; English for a tag that has none."""
    first = tag.split("-", maxsplit=1)[0].lower()
    return first if first.isascii() and first.isalpha() and 2 <= len(first) <= 3 else "en"


def _edition(edition: Edition) -> str:
    if edition.number is None:
        return "Draft"
    day = f", {edition.published:%-d %B %Y}" if edition.published else ""
    note = f". {edition.note}" if edition.note else ""
    return f"Version {edition.number}{day}{note}"


def _level(level: Level) -> dict[str, str]:
    return {
        "id": level.id,
        "titles": ", ".join(level.titles),
        "scope": level.scope or "",
        "summary": level.summary or "",
    }


def _rows(view: ResolvedFramework, competency: str) -> Iterator[dict[str, Any]]:
    for id_, level in view.levels.items():
        cell = view.cell(competency, id_)
        if cell.expectation is not Expectation.EMPTY:
            title = level.title if level.titles else ""
            yield {"level": id_, "title": title, **_cell(cell)}


def _cell(cell: ResolvedCell) -> dict[str, Any]:
    repeated = cell.expectation is Expectation.AS_BELOW
    statements = () if repeated else cell.statements
    note = NOTES.get(cell.expectation) or (f"Step: {cell.step}" if cell.step else None)
    return {"note": note, "statements": [_statement(statement) for statement in statements]}


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "text": statement.text,
        "star": statement.star,
        "examples": list(statement.examples),
    }
