"""What is said about the cells of a draft, for the editor: beside a cell, and counted in the table.

Tags, so that the editor includes them without knowing what they need.
"""

from collections import Counter
from typing import Any

from django import template
from django.db.models import QuerySet
from django.template import Context
from django.utils import timezone

from trellis_web.access.queries import visible
from trellis_web.frameworks.models import Authorship, Draft
from trellis_web.frameworks.queries.editor import OpenCell
from trellis_web.frameworks.queries.talk import Cell, Talk, open_counts, talk_about
from trellis_web.people.models import Person

register = template.Library()


@register.simple_tag(takes_context=True)
def cell_talk(context: Context) -> Talk:
    """The comments and suggestions of the `cell` that is open in the editor, asked for once."""
    cell: OpenCell = context["cell"]
    known: dict[str, Talk] = cell.__dict__.setdefault("_talk", {})
    if "talk" not in known:
        known["talk"] = talk_about(
            cell.editing.draft.family,
            cell.editing.framework,
            (cell.competency.id, cell.level.id),
            to=_reader(context),
            today=timezone.localdate(),
        )
    return known["talk"]


@register.simple_tag(takes_context=True)
def drafts_of_mine(context: Context) -> "QuerySet[Draft]":
    """The drafts that the reader is named for, which is how writers find them."""
    reader, today = _reader(context), timezone.localdate()
    held = Authorship.objects.on(today).filter(person=reader)
    drafts = visible(Draft, to=reader, today=today).filter(family__in=held.values("family"))
    return drafts.defer("text").select_related("family").order_by("family__title")


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
