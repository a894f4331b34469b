"""The editor of a draft: its matrix, with the cell that is open beside it."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in
from trellis_web.frameworks.access import abilities
from trellis_web.frameworks.models import Draft
from trellis_web.frameworks.queries.drafts import read_text
from trellis_web.frameworks.queries.editor import Editing, cores_of
from trellis_web.frameworks.queries.editor_matrix import sheet
from trellis_web.frameworks.queries.matrix import levels_of, shown_of, track_of
from trellis_web.frameworks.queries.versions import next_number


def drafts_of(request: HttpRequest) -> "QuerySet[Draft]":
    """The drafts that the signed-in person works on."""
    drafts = visible(Draft, to=actor_of(request))
    return drafts.select_related("family__current", "updated_by")


def editing_of(request: HttpRequest, draft: Draft) -> Editing:
    """The draft as the signed-in person edits it."""
    now = timezone.now()
    held = abilities(actor_of(request), draft.family, today=timezone.localdate(now))
    framework = read_text(draft.text, draft.family, now=now)
    cores = cores_of(framework.framework, now=now)
    return Editing(draft, framework, next_number(draft.family), held, cores)


@signed_in
def editor(request: HttpRequest, slug: str) -> HttpResponse:
    """The matrix of a draft; each of its cells opens beside it."""
    draft = get_object_or_404(drafts_of(request), family__slug=slug)
    context = page_context(editing_of(request, draft), request.GET.get("track", ""))
    return render(request, "frameworks/editor/editor.html", context)


def page_context(editing: Editing, track: str = "", level: str = "") -> dict[str, Any]:
    """What the page needs around the cell that is open: one track as a table."""
    shown = track_of(editing.framework, track, level)
    levels = levels_of(shown) if shown else ()
    return {
        "editing": editing,
        "draft": editing.draft,
        "track": shown,
        "levels": levels,
        "shown": shown_of(levels, level),
        "groups": sheet(editing, shown) if shown else (),
    }
