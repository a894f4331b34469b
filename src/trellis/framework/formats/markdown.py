"""Markdown and HTML pages of others: heading ladders, tables, one page for each role.

What is a level is found by names and by structure, never by position alone; what was assumed is
told, what has no place is kept in `extra`.
"""

import re

from trellis.findings import BadInput
from trellis.framework.formats.headings import outline
from trellis.framework.formats.headings_levels import level_name
from trellis.framework.formats.long_read import is_long
from trellis.framework.formats.markdown_blocks import Block, blocks_of, page_blocks
from trellis.framework.formats.markdown_ladder import Ladder
from trellis.framework.formats.markdown_page import Page
from trellis.framework.formats.matrix import read_sheets
from trellis.framework.formats.report import Imported, Report, slug
from trellis.framework.formats.table import Sheet
from trellis.framework.text import decode

_FRONT = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_HTML = re.compile(r"\s*(<!doctype html|<html|<table|<head|<body)", re.IGNORECASE)
_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)


def is_html(text: str) -> bool:
    """True for a page that begins as HTML."""
    return bool(_HTML.match(text))


def read(data: bytes, name: str, role: str = "") -> Imported:
    """The framework on one page, with `role` as its level when it names none itself.

    Raises `BadInput` with the place when there is none.
    """
    report = Report(name)
    title, blocks = page_of(data, name, report)
    blocks = under_role(blocks, role)
    tables = [block for block in blocks if block.kind == "table"]
    for block in tables:
        sheet = Sheet(name, block.rows, block.lines)
        if is_long(sheet):
            return _long(sheet, [other for other in blocks if other is not block], report)
    ladder = Ladder(report)
    page = Page(blocks, ladder)
    page.read()
    if not ladder.levels:
        page.read_competencies()
    refuse_empty(ladder, blocks)
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    if title and page.title not in ("", title):
        report.keep("headings", [page.title])
    title = title or page.title or stem
    return report.framework(ladder.values(slug(stem), title))


def page_of(data: bytes, name: str, report: Report) -> tuple[str, list[Block]]:
    """The title in the front matter, if there is one, and the blocks of the page."""
    text, _ = decode(data, name)
    if is_html(text):
        return "", page_blocks(text, name)
    front = _FRONT.match(text) if text.startswith("---") else None
    if front is None:
        return "", blocks_of(text, name)
    report.keep("front matter", front[1].strip())
    found = _TITLE.search(front[1])
    title = found[1] if found else ""
    first = text[: front.end()].count("\n") + 1
    return title, under_role(blocks_of(text[front.end() :], name, first), title)


def under_role(blocks: list[Block], title: str) -> list[Block]:
    """The blocks below a heading with the title when that names a level and no heading does."""
    name = level_name(title)
    if name is None or not name.sure or not blocks or outline(blocks).levels:
        return blocks
    return [Block("heading", blocks[0].line, title), *blocks]


def refuse_empty(ladder: Ladder, blocks: list[Block]) -> None:
    """A page without levels, or with levels and nothing said about them, is no framework."""
    name = ladder.report.name
    if ladder.count:
        if not any(level.id != "all" for level in ladder.levels):
            ladder.report.warn(
                "no-levels",
                "No levels are named; every statement is read as expected at all levels.",
                f"line {ladder.levels[0].line}",
                "Add the levels afterwards.",
            )
        return
    if ladder.levels:
        line = ladder.levels[0].line
        names = ", ".join(level.name.title for level in ladder.levels[:5])
        sentence = f"'{name}' names levels ({names}), but no statements were found under them."
        remedy = "Write what each level asks for as bullets or table cells."
        raise BadInput.at("no-statements", name, sentence, remedy, f"line {line}")
    raise BadInput.at(
        "no-levels",
        name,
        f"No levels were found in '{name}'.",
        "Name the levels in headings, as in '## Level 1' or '## Senior Engineer', or in a table.",
        f"line {blocks[0].line if blocks else 1}",
    )


def _long(sheet: Sheet, others: list[Block], report: Report) -> Imported:
    texts = [block.whole for block in others if block.whole]
    if texts:
        report.keep("beside the table", texts)
    return read_sheets([sheet], report)
