"""What is said about the cells of a draft, for the editor: beside a cell, and counted in the table.

Tags, so that the editor includes them without knowing what they need.
"""

from collections import Counter
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone

from trellis_web.frameworks.models import Draft
from trellis_web.frameworks.queries.editor import OpenCell
from trellis_web.frameworks.queries.talk import Cell, Talk, open_counts, talk_about
from trellis_web.people.models import Person

register = template.Library()


@register.simple_tag(takes_context=True)
def cell_talk(context: Context) -> Talk:
    """The comments and suggestions of the `cell` that is open in the editor."""
    cell: OpenCell = context["cell"]
    return talk_about(
        cell.editing.draft.family,
        cell.editing.framework,
        (cell.competency.id, cell.level.id),
        to=_reader(context),
        today=timezone.localdate(),
    )


@register.simple_tag(takes_context=True)
def open_in(context: Context, competency: str, level: str) -> int:
    """How many comments and suggestions are open in a cell of `draft`.

    One query for each instance of a draft: a request loads it anew.
    """
    draft: Draft = context["draft"]
    known: dict[str, Counter[Cell]] = draft.__dict__.setdefault("_open_talk", {})
    if "counts" not in known:
        today = timezone.localdate()
        known["counts"] = open_counts(draft.family, to=_reader(context), today=today)
    return known["counts"][competency, level]


def _reader(context: Context) -> Person:
    request: Any = context["request"]
    reader: Person = request.user
    return reader
