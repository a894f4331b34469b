"""Working on a draft together: its page, its assignments, its signatures."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from trellis.findings import BadInput
from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in
from trellis_web.frameworks.actions.assignments import assign, end_assignment, remind_authors
from trellis_web.frameworks.actions.signatures import sign_consistency, sign_sentences
from trellis_web.frameworks.forms.collaboration import (
    AcceptanceForm,
    AssignmentForm,
    SignatureForm,
)
from trellis_web.frameworks.models import Assignment, Draft
from trellis_web.frameworks.queries.versions import next_number
from trellis_web.frameworks.queries.work import Work, work_on
from trellis_web.frameworks.rules import Conflict
from trellis_web.frameworks.views.editor import drafts_of


@signed_in
@require_GET
def work(request: HttpRequest, slug: str) -> HttpResponse:
    """Progress, who does what, what is open, signatures, and what the reader does next."""
    return _page(request, _work(request, _draft(request, slug)))


@signed_in
@require_POST
def assignments(request: HttpRequest, slug: str) -> HttpResponse:
    """Gives somebody a part of the draft to write. A problem shows the page with it, as 422."""
    opened = _work(request, _draft(request, slug))
    form = _form(opened, request)
    refused = None
    if form.is_valid():
        try:
            assign(opened.draft, by=opened.reader, now=timezone.now(), **form.values())
        except BadInput as problem:
            refused = problem
        else:
            messages.success(request, _("Assigned. Their list shows it from now on."))
            return redirect("framework_work", slug)
    return _page(request, opened, form=form, refused=refused, status=422)


@signed_in
@require_POST
def assignment_deletion(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a part off somebody's list."""
    found = visible(Assignment, to=actor_of(request)).select_related("draft__family", "author")
    given = get_object_or_404(found, pk=pk)
    slug = given.draft.family.slug
    end_assignment(given, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Taken off the list. What was written stays."))
    return redirect("framework_work", slug)


@signed_in
@require_POST
def reminders(request: HttpRequest, slug: str) -> HttpResponse:
    """Mails those who have cells left to write."""
    draft = _draft(request, slug)
    count = remind_authors(draft, by=actor_of(request), now=timezone.now())
    words = ngettext("Reminded %(n)d author.", "Reminded %(n)d authors.", count) % {"n": count}
    nobody = _("Nobody to remind: everything is written, or they had a reminder today.")
    messages.success(request, words if count else nobody)
    return redirect("framework_work", slug)


@signed_in
@require_POST
def signatures(request: HttpRequest, slug: str) -> HttpResponse:
    """A writer signs the parts that were ticked, as they read them."""
    draft, form = _draft(request, slug), SignatureForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was signed: tick what you stand for."))
        return redirect("framework_work", slug)
    seen, by, now = form.seen(), actor_of(request), timezone.now()
    return _signed(request, slug, lambda: sign_sentences(draft, seen=seen, by=by, now=now))


@signed_in
@require_POST
def consistency(request: HttpRequest, slug: str) -> HttpResponse:
    """HR signs the structure as it was read."""
    draft, form = _draft(request, slug), AcceptanceForm(request.POST)
    seen = form.cleaned_data["digest"] if form.is_valid() else ""
    by, now = actor_of(request), timezone.now()
    return _signed(request, slug, lambda: sign_consistency(draft, seen=seen, by=by, now=now))


def _signed(request: HttpRequest, slug: str, sign: Callable[[], object]) -> HttpResponse:
    try:
        sign()
    except Conflict as conflict:
        messages.error(request, str(conflict))
    else:
        messages.success(request, _("Signed. The signature holds until its text changes."))
    return redirect("framework_work", slug)


def _draft(request: HttpRequest, slug: str) -> Draft:
    return get_object_or_404(drafts_of(request), family__slug=slug)


def _work(request: HttpRequest, draft: Draft) -> Work:
    now = timezone.now()
    return work_on(draft, to=actor_of(request), now=now, today=timezone.localdate(now))


def _form(opened: Work, request: HttpRequest | None = None) -> AssignmentForm:
    people = [each.person for each in opened.authorships if each.person.is_active]
    data = request.POST if request else None
    return AssignmentForm(data, framework=opened.framework, authors=people)


def _page(
    request: HttpRequest,
    opened: Work,
    form: AssignmentForm | None = None,
    refused: BadInput | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "work": opened,
        "draft": opened.draft,
        "number": next_number(opened.draft.family),
        "form": form or _form(opened),
        "refused": refused,
    }
    return render(request, "frameworks/teamwork.html", context, status=status)
