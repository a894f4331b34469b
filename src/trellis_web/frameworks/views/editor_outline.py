"""The outline of a draft: tracks, levels and competencies in their order, and what is included."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trellis.findings import BadInput
from trellis.framework.edit_outline import PartKind
from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in, wants_part
from trellis_web.frameworks.access import Ability, require_ability
from trellis_web.frameworks.actions.structure import (
    add_part,
    include_blocks,
    move_part,
    remove_part,
    rename_part,
)
from trellis_web.frameworks.forms.editor import IncludesForm, PartForm, PlaceForm
from trellis_web.frameworks.models import Draft, Family
from trellis_web.frameworks.queries.editor import Editing, past_of
from trellis_web.frameworks.queries.editor_outline import outline_of
from trellis_web.frameworks.rules import Conflict
from trellis_web.frameworks.views.editor import drafts_of, editing_of


@signed_in
def outline(request: HttpRequest, slug: str) -> HttpResponse:
    """GET: the outline. POST: one more track, level or competency."""
    draft = _draft(request, slug)
    if request.method != "POST":
        return _page(request, draft)
    kind, sent = _kind(request.POST.get("part_kind", "")), _sent(request, PartForm)
    texts = {name: sent[name] for name in ("title", "part", "track")}
    taken = past_of(draft.family).ids
    return _step(
        request, draft, add_part, _("Added to the outline."), kind=kind, taken=taken, **texts
    )


@signed_in
@require_POST
def part(request: HttpRequest, slug: str, kind: str, part: str) -> HttpResponse:
    """Other words for a part; what was not sent stays."""
    draft, sent = _draft(request, slug), _sent(request, PartForm)
    names = [name for name in ("title", "scope", "summary", "kind") if name in request.POST]
    texts = {name: sent[name] for name in names}
    return _step(request, draft, rename_part, _("Saved."), kind=_kind(kind), part=part, texts=texts)


@signed_in
@require_POST
def place(request: HttpRequest, slug: str, kind: str, part: str) -> HttpResponse:
    """Another place for a part among its own."""
    draft, to = _draft(request, slug), _sent(request, PlaceForm)["to"]
    said = _("Moved %(part)s to place %(n)d.") % {"part": part, "n": to + 1}
    return _step(request, draft, move_part, said, kind=_kind(kind), part=part, to=to)


@signed_in
@require_POST
def removal(request: HttpRequest, slug: str, kind: str, part: str) -> HttpResponse:
    """A part taken out, with what stands in it. Published versions keep it."""
    draft, said = _draft(request, slug), _("Took out %(part)s.") % {"part": part}
    return _step(request, draft, remove_part, said, kind=_kind(kind), part=part)


@signed_in
@require_POST
def includes(request: HttpRequest, slug: str) -> HttpResponse:
    """The blocks that are included, and the competencies of them that are left out."""
    draft = _draft(request, slug)
    form = includes_form(request, editing_of(request, draft), request.POST)
    if not form.is_valid():
        raise Http404
    return _step(request, draft, include_blocks, _("Saved what is included."), **form.cleaned_data)


def includes_form(request: HttpRequest, editing: Editing, data: Any = None) -> IncludesForm:
    """The families with something published, and the competencies that are included or hidden."""
    families = visible(Family, to=actor_of(request)).filter(current__isnull=False)
    others = families.exclude(pk=editing.draft.family_id).values_list("slug", "title")
    held = editing.framework.framework
    competencies = {each.id: each.title for each in editing.cores.values()}
    return IncludesForm(
        data,
        families=list(others),
        competencies=list(({each: each for each in held.hide} | competencies).items()),
        initial={"include": held.include, "hide": held.hide},
    )


def _draft(request: HttpRequest, slug: str) -> Draft:
    """The draft, to read; to those who may not change its structure a POST answers 403."""
    draft = get_object_or_404(drafts_of(request), family__slug=slug)
    if request.method == "POST":
        today = timezone.localdate()
        require_ability(actor_of(request), Ability.STRUCTURE, draft.family, today=today)
    return draft


def _kind(text: str) -> PartKind:
    if text not in set(PartKind):
        raise Http404
    return PartKind(text)


def _sent(request: HttpRequest, form_class: Any) -> dict[str, Any]:
    form = form_class(request.POST)
    if not form.is_valid():
        raise Http404
    sent: dict[str, Any] = form.cleaned_data
    return sent


def _step(
    request: HttpRequest, draft: Draft, action: Callable[..., Draft], said: str, **given: Any
) -> HttpResponse:
    """One action on the outline, which is then shown anew; a refusal is said above it."""
    try:
        action(draft, by=actor_of(request), now=timezone.now(), **given)
    except BadInput as refused:
        return _page(request, draft, refused=refused, status=422)
    except Conflict as conflict:
        messages.error(request, str(conflict))
        return redirect("framework_administration")
    if wants_part(request):
        return _page(request, _draft(request, draft.family.slug), said=said)
    messages.success(request, said)
    anchor = f"#{given['kind']}-{given['part']}" if given.get("part") else ""
    return redirect(reverse("framework_outline", args=[draft.family.slug]) + anchor)


def _page(
    request: HttpRequest,
    draft: Draft,
    *,
    refused: BadInput | None = None,
    said: str = "",
    status: int = 200,
) -> HttpResponse:
    editing = editing_of(request, draft)
    context = {
        "editing": editing,
        "draft": draft,
        "outline": outline_of(editing),
        "includes": includes_form(request, editing),
        "refused": refused,
        "said": said,
    }
    name = "_outline" if wants_part(request) else "outline"
    return render(request, f"frameworks/editor/{name}.html", context, status=status)
