"""One draft: preview, source text, titles of its levels, promotions between them."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis.findings import BadInput
from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted, signed_in
from trellis_web.frameworks.actions import (
    add_promotions,
    name_levels,
    save_draft,
    start_draft,
)
from trellis_web.frameworks.forms import DraftForm, FamilyForm, LevelsForm
from trellis_web.frameworks.models import Draft, Family
from trellis_web.frameworks.queries.drafts import read_text
from trellis_web.frameworks.queries.matrix import levels_of, matrix, shown_of, track_of
from trellis_web.frameworks.queries.moves import ways
from trellis_web.frameworks.queries.versions import next_number
from trellis_web.frameworks.rules import Conflict


def _drafts(request: HttpRequest) -> QuerySet[Draft]:
    drafts = visible(Draft, to=actor_of(request))
    return drafts.select_related("family__current", "updated_by")


def _draft(request: HttpRequest, slug: str) -> Draft:
    return get_object_or_404(_drafts(request), family__slug=slug)


@permitted(Permission.FRAMEWORK_EDIT)
def new_draft(request: HttpRequest) -> HttpResponse:
    """POST `family`: its draft, begun from the current version where there is none."""
    if request.method != "POST":
        return redirect("framework_administration")
    form = FamilyForm(request.POST)
    if not form.is_valid():
        raise Http404
    families = visible(Family, to=actor_of(request))
    family = get_object_or_404(families, slug=form.cleaned_data["family"])
    draft = start_draft(family, by=actor_of(request), now=timezone.now())
    return redirect("framework_draft", draft.family.slug)


@signed_in
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """What the draft holds: counts, what the importer noticed, a preview of each track."""
    opened = _draft(request, slug)
    framework = read_text(opened.text, opened.family, now=timezone.now())
    track = track_of(framework, request.GET.get("track", ""))
    columns = levels_of(track) if track else ()
    context = {
        "draft": opened,
        "ways": ways(framework),
        "framework": framework,
        "number": next_number(opened.family),
        "track": track,
        "levels": columns,
        "shown": shown_of(columns, request.GET.get("level", "")),
        "groups": matrix(framework, track) if track else (),
    }
    return render(request, "frameworks/draft.html", context)


@signed_in
def text(request: HttpRequest, slug: str) -> HttpResponse:
    """The source. Problems answer 422, somebody else's save 409; both keep what was written."""
    opened = _draft(request, slug)
    start = {"text": opened.text, "revision": opened.revision}
    form = DraftForm(request.POST) if request.method == "POST" else DraftForm(initial=start)
    context = {"draft": opened, "form": form, "number": next_number(opened.family)}
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            save_draft(opened, by=actor_of(request), now=timezone.now(), **form.cleaned_data)
        except BadInput as refused:
            context["refused"] = refused
        except Conflict as conflict:
            form.data = {**form.cleaned_data, "revision": conflict.theirs.revision}
            context["conflict"], status = conflict, 409
        else:
            messages.success(request, _("Saved the draft."))
            return redirect("framework_draft", slug)
    return render(request, "frameworks/draft_text.html", context, status=status)


@signed_in
def levels(request: HttpRequest, slug: str) -> HttpResponse:
    """The titles of the levels, as a form; a stale one answers 409 and writes nothing."""
    opened = _draft(request, slug)
    framework = read_text(opened.text, opened.family, now=timezone.now())
    form = LevelsForm(
        request.POST or None,
        levels=tuple(framework.levels.values()),
        initial={"revision": opened.revision},
    )
    context = {"draft": opened, "form": form, "number": next_number(opened.family)}
    status = 422 if form.is_bound else 200
    if form.is_valid():
        sent, by = form.cleaned_data["revision"], actor_of(request)
        try:
            name_levels(opened, titles=form.titles(), revision=sent, by=by, now=timezone.now())
        except Conflict as conflict:
            form.data = {**request.POST.dict(), "revision": conflict.theirs.revision}
            context["conflict"], status = conflict, 409
        else:
            messages.success(request, _("Saved the titles."))
            return redirect("framework_draft", slug)
    return render(request, "frameworks/levels.html", context, status=status)


@signed_in
def moves(request: HttpRequest, slug: str) -> HttpResponse:
    """POST: a promotion from each level to the next, with the usual criteria."""
    opened = _draft(request, slug)
    if request.method == "POST":
        now, by = timezone.now(), actor_of(request)
        try:
            add_promotions(opened, revision=opened.revision, by=by, now=now)
        except (BadInput, Conflict) as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Added a promotion between each level and the next."))
    return redirect("framework_draft", slug)
