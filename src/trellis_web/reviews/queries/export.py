"""The board of a round as a table for a spreadsheet. It says who handed in, never what."""

import csv
import io
from datetime import date

from trellis.framework.formats.csv import guarded
from trellis_web.people.models import Person
from trellis_web.reviews.models import Cycle
from trellis_web.reviews.queries.progress import board

HEADINGS = (
    *("name", "email", "family", "unit", "level", "manager", "away", "taken out"),
    *("self-assessment", "manager's review", "held", "released"),
)
FIELDS = (
    *("person__name", "person__email", "version__family__slug", "unit__name", "level"),
    *("manager__name", "is_absent", "left_at", "by_self", "by_manager", "held_at", "released_at"),
)


def progress_csv(cycle: Cycle, *, to: Person) -> bytes:
    """A line for each participant whom `to` may follow. No text becomes a formula. One query."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    rows = board(cycle, to=to).order_by("person__name", "pk").values_list(*FIELDS)
    for row in rows.iterator(2000):
        texts, facts = row[:6], row[6:]
        writer.writerow([*(guarded(text or "") for text in texts), *map(_cell, facts)])
    return out.getvalue().encode("utf-8-sig")


def _cell(fact: object) -> str:
    if isinstance(fact, date):
        return fact.strftime("%Y-%m-%d")
    return "yes" if fact else ""
