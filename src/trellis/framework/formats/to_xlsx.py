"""A framework as a workbook: what a company that leaves takes along.

The matrix for people, levels and moves in words, a gap sheet with formulas, and the sheet `Ids`
from which the framework is read back.
"""

from collections.abc import Iterator

from trellis.framework.formats.edition import NO_MOMENT
from trellis.framework.formats.overlay import (
    EXPECTED,
    IDS,
    LEVELS,
    MATRIX,
    MOVES,
    wide_sheets,
)
from trellis.framework.formats.table import clean
from trellis.framework.formats.xlsx_book import Book, workbook
from trellis.framework.formats.xlsx_gap import Grid, write_gap
from trellis.framework.model import Framework, Move
from trellis.framework.resolve import ResolvedFramework, resolve
from trellis.readiness.asked import asked, rule

MEETS = 3
"""The rating of somebody who does what the level asks for ("Meets")."""


def to_xlsx(framework: Framework) -> bytes:
    """The workbook. Every text is written as text, so that none becomes a formula; the same
    framework gives the same bytes. Raises `BadInput` for a text that no cell can hold."""
    matrix, ids = wide_sheets(framework)
    view = resolve(framework.model_copy(update={"include": ()}))
    with workbook(framework.id, NO_MOMENT) as (book, out):
        page = book.page(MATRIX, (28, 16, *[44] * len(view.levels)), frozen=(1, 2))
        book.table(page, matrix.rows, book.plain)
        page = book.page(LEVELS, (12, 8, 24, 36, 44, 12, 60))
        book.table(page, _levels(framework), book.plain)
        page = book.page(MOVES, (24, 14, 20, 20, 90))
        book.table(page, _moves(view), book.plain)
        _gap(book, view)
        page = book.page(IDS, [14] * ids.width)
        book.table(page, ids.rows, None)
    return out.getvalue()


def _levels(framework: Framework) -> Iterator[list[str]]:
    yield ["Level", "Rank", "Track", "Titles", "Scope", "Band", "Summary"]
    for track, level in framework.levels():
        texts = (level.scope, level.band, level.summary)
        titles = "\n".join(clean(title) for title in level.titles)
        told = [level.id, str(level.rank), clean(track.title), titles]
        yield told + [clean(text) if text else "" for text in texts]


def _moves(view: ResolvedFramework) -> Iterator[list[str]]:
    yield ["Move", "Kind", "From", "To", "What is asked"]
    for move in view.framework.moves:
        name = clean(move.title or move.id)
        yield [name, move.kind, move.from_, move.to, "\n".join(_asked(view, move))]


def _asked(view: ResolvedFramework, move: Move) -> Iterator[str]:
    yield str(rule(move))
    for each in asked(view, move):
        case = " (in the case)" if each.in_case else ""
        yield f"{'    ' * each.depth}• {clean(str(each.sentence))}{case}"


def _gap(book: Book, view: ResolvedFramework) -> None:
    """The numbers that are expected, to be changed by whoever likes, and the sheet that uses them.

    A level that expects a competency expects 3 ("Meets"); with steps it is the number of the step.
    """
    levels = list(view.levels)
    competencies = view.framework.competencies
    page = book.page(EXPECTED, (34, *[9] * len(levels)), frozen=(1, 1))
    book.table(page, [["Competency", *levels]], book.head)
    for row, competency in enumerate(competencies, 1):
        book.text(page, row, 0, clean(competency.title), book.label)
        steps = list(competency.steps)
        for column, level in enumerate(levels, 1):
            cell = view.cell(competency.id, level)
            if cell.is_expected:
                number = steps.index(cell.step) + 1 if cell.step else MEETS
                page.write_number(row, column, number, book.number)
    grid = Grid(EXPECTED, EXPECTED, MATRIX, len(competencies), len(levels), first_text=2)
    write_gap(book, grid, levels[0] if levels else "", "Level")
