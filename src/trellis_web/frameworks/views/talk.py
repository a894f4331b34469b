"""What is said about a cell: comments, suggestions, and the answers to them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trellis.findings import BadInput
from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied
from trellis_web.access.views import actor_of, signed_in
from trellis_web.frameworks.access import NOT_YOURS, Ability, abilities
from trellis_web.frameworks.actions.comments import (
    answer_comment,
    reopen_comment,
    resolve_comment,
    write_comment,
)
from trellis_web.frameworks.actions.decisions import accept_suggestion, reject_suggestion
from trellis_web.frameworks.actions.suggestions import make_suggestion
from trellis_web.frameworks.forms.collaboration import (
    AcceptanceForm,
    CommentForm,
    RejectionForm,
    SuggestionForm,
)
from trellis_web.frameworks.models import Comment, Draft, Suggestion
from trellis_web.frameworks.queries.cells import has_cell, text_of
from trellis_web.frameworks.queries.drafts import read_text
from trellis_web.frameworks.queries.talk import proposal, talk_about
from trellis_web.frameworks.rules import Conflict
from trellis_web.frameworks.views.editor import drafts_of


@signed_in
@require_GET
def talk(request: HttpRequest, slug: str, competency: str, level: str) -> HttpResponse:
    """Everything said about one cell; a cell that is gone stays readable while words are kept."""
    return _talk(request, _draft(request, slug), competency, level)


@signed_in
@require_POST
def comments(request: HttpRequest, slug: str, competency: str, level: str) -> HttpResponse:
    """Begins a thread about a cell."""
    draft, form = _draft(request, slug), CommentForm(request.POST)
    cell = {"competency": competency, "level": level}
    if form.is_valid():
        try:
            words = form.cleaned_data["text"]
            write_comment(draft, text=words, by=actor_of(request), now=timezone.now(), **cell)
        except BadInput as refused:
            return _talk(request, draft, **cell, comment=form, refused=refused, status=422)
        messages.success(request, _("Commented."))
        return _back(request, slug, competency, level)
    return _talk(request, draft, **cell, comment=form, status=422)


@signed_in
@require_POST
def suggestions(request: HttpRequest, slug: str, competency: str, level: str) -> HttpResponse:
    """Suggests other sentences for a cell."""
    draft, form = _draft(request, slug), SuggestionForm(request.POST)
    cell = {"competency": competency, "level": level}
    if form.is_valid():
        try:
            by, now = actor_of(request), timezone.now()
            make_suggestion(draft, **cell, **form.cleaned_data, by=by, now=now)
        except BadInput as refused:
            return _talk(request, draft, **cell, suggestion=form, refused=refused, status=422)
        messages.success(request, _("Suggested. You get a mail when somebody has answered."))
        return _back(request, slug, competency, level)
    return _talk(request, draft, **cell, suggestion=form, status=422)


@signed_in
@require_POST
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Adds to a thread."""
    first, form = _comment(request, pk), CommentForm(request.POST)
    if form.is_valid():
        words = form.cleaned_data["text"]
        answer_comment(first, text=words, by=actor_of(request), now=timezone.now())
        messages.success(request, _("Answered."))
    else:
        messages.error(request, _("Nothing was sent: %(why)s") % {"why": _first_error(form)})
    return _back(request, first.family.slug, first.competency, first.level)


@signed_in
@require_POST
def resolution(request: HttpRequest, pk: int) -> HttpResponse:
    """Closes a thread; with `open` it is opened again."""
    first, by, now = _comment(request, pk), actor_of(request), timezone.now()
    if request.POST.get("open"):
        reopen_comment(first, by=by, now=now)
        messages.success(request, _("Opened again."))
    else:
        resolve_comment(first, by=by, now=now)
        messages.success(request, _("Resolved."))
    return _back(request, first.family.slug, first.competency, first.level)


@signed_in
@require_GET
def suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """One suggestion: what stands there, what is suggested, and what became of it."""
    return _suggestion_page(request, _suggestion(request, pk))


@signed_in
@require_POST
def acceptance(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts the suggested sentences into the cell, if it is still as it was shown."""
    found, form = _suggestion(request, pk), AcceptanceForm(request.POST)
    digest = form.cleaned_data["digest"] if form.is_valid() else ""
    try:
        accept_suggestion(found, digest=digest, by=actor_of(request), now=timezone.now())
    except BadInput as refused:
        return _suggestion_page(request, found, refused=refused, status=422)
    except Conflict as conflict:
        return _suggestion_page(request, _suggestion(request, pk), conflict=conflict, status=409)
    messages.success(request, _("Accepted. The cell says it now."))
    return _back(request, found.family.slug, found.competency, found.level)


@signed_in
@require_POST
def rejection(request: HttpRequest, pk: int) -> HttpResponse:
    """Leaves the suggestion out, with a reason for its author."""
    found, form = _suggestion(request, pk), RejectionForm(request.POST)
    if not form.is_valid():
        _refuse_onlooker(request, found)
        return _suggestion_page(request, found, form=form, status=422)
    answer = form.cleaned_data["answer"]
    try:
        reject_suggestion(found, answer=answer, by=actor_of(request), now=timezone.now())
    except Conflict as conflict:
        return _suggestion_page(request, _suggestion(request, pk), conflict=conflict, status=409)
    messages.success(request, _("Rejected. Its author reads your reason."))
    return _back(request, found.family.slug, found.competency, found.level)


def _draft(request: HttpRequest, slug: str) -> Draft:
    return get_object_or_404(drafts_of(request), family__slug=slug)


def _comment(request: HttpRequest, pk: int) -> Comment:
    found = visible(Comment, to=actor_of(request)).select_related("family")
    return get_object_or_404(found, pk=pk)


def _suggestion(request: HttpRequest, pk: int) -> Suggestion:
    found = visible(Suggestion, to=actor_of(request))
    people = ("made_by", "accepted_by", "rejected_by")
    return get_object_or_404(found.select_related("family", *people), pk=pk)


def _refuse_onlooker(request: HttpRequest, found: Suggestion) -> None:
    held = abilities(actor_of(request), found.family, today=timezone.localdate())
    if Ability.SENTENCES not in held:
        raise Denied(NOT_YOURS)


def _first_error(form: CommentForm) -> str:
    return str(next(iter(form.errors["text"]), ""))


def _back(request: HttpRequest, slug: str, competency: str, level: str) -> HttpResponse:
    """Where the form was (`next`, on this site only), else to what is said about the cell."""
    to = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(to, {request.get_host()}, request.is_secure())
    if here and to.startswith("/"):
        return redirect(to)
    if drafts_of(request).filter(family__slug=slug).exists():
        return redirect("framework_talk", slug, competency, level)
    return redirect("framework", slug)


def _talk(
    request: HttpRequest, draft: Draft, competency: str, level: str, status: int = 200, **more: Any
) -> HttpResponse:
    """The page about a cell; 404 for one that never was."""
    now, actor = timezone.now(), actor_of(request)
    today, cell = timezone.localdate(now), (competency, level)
    framework = read_text(draft.text, draft.family, now=now)
    said = talk_about(draft.family, framework, cell, to=actor, today=today)
    is_there = has_cell(framework, *cell)
    if status == 200 and not (is_there or said.threads or said.proposals):
        raise Http404
    text = text_of(framework, *cell) if is_there else ""
    context = {
        "draft": draft,
        "talk": said,
        "is_there": is_there,
        "text": text,
        "competency": framework.competency.get(competency),
        "ids": cell,
        "language": framework.framework.language,
        "held": abilities(actor, draft.family, today=today),
        "comment": CommentForm(),
        "suggestion": SuggestionForm(initial={"text": text}),
    }
    return render(request, "frameworks/talk.html", context | more, status=status)


def _suggestion_page(
    request: HttpRequest, found: Suggestion, status: int = 200, **more: Any
) -> HttpResponse:
    now, actor = timezone.now(), actor_of(request)
    draft = drafts_of(request).filter(family=found.family).first()
    framework = read_text(draft.text, draft.family, now=now) if draft else None
    held = abilities(actor, found.family, today=timezone.localdate(now))
    context = {
        "draft": draft,
        "family": found.family,
        "each": proposal(found, framework),
        "may_decide": Ability.SENTENCES in held,
        "form": RejectionForm(),
    }
    return render(request, "frameworks/suggestion.html", context | more, status=status)
