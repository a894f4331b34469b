"""The list of a team as a CSV file that a spreadsheet opens without running anything in it."""

import csv
import io
from collections.abc import Iterable
from typing import Protocol

from django.utils.translation import gettext as _

from trellis.framework.formats.csv import guarded


class Row(Protocol):
    """What a line says of one person."""

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells, in the order of the columns."""
        ...


def as_csv(rows: Iterable[Row]) -> str:
    """The file: a byte order mark for spreadsheets, a heading, a line for each row."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_columns())
    writer.writerows([guarded(cell) for cell in row.cells] for row in rows)
    return "\ufeff" + out.getvalue()


def _columns() -> list[str]:
    return [
        _("Person"),
        _("Title"),
        _("Level"),
        _("Months"),
        _("Next level"),
        _("Seen there"),
        _("Asked there"),
        _("Readiness"),
        _("Last shared note"),
        _("Open actions"),
        _("What to do"),
    ]
