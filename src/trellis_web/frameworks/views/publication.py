"""Publishing: what a draft changes, what became of each statement, who is concerned."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis.findings import BadInput
from trellis_web.access.queries import visible
from trellis_web.access.rules import NOT_PERMITTED, Denied
from trellis_web.access.views import actor_of, signed_in
from trellis_web.frameworks.access import Ability, abilities
from trellis_web.frameworks.actions import publish_version
from trellis_web.frameworks.forms import PublicationForm
from trellis_web.frameworks.models import Draft, Family
from trellis_web.frameworks.queries.changes import changes_of, current_of, lines
from trellis_web.frameworks.queries.concern import concern
from trellis_web.frameworks.queries.drafts import read_text
from trellis_web.frameworks.queries.linting import draft_lint
from trellis_web.frameworks.queries.questions import questions
from trellis_web.frameworks.queries.signatures import missing_signatures
from trellis_web.frameworks.queries.versions import next_number
from trellis_web.frameworks.rules import PUBLISHED_MEANWHILE, Conflict


@signed_in
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """What the draft changes, and the form that publishes it."""
    drafts = visible(Draft, to=actor_of(request)).select_related("family__current", "updated_by")
    return _page(request, get_object_or_404(drafts, family__slug=slug))


@signed_in
def publication(request: HttpRequest, slug: str) -> HttpResponse:
    """POST: the draft as the next version. A refusal shows the page again, with the sentence."""
    if request.method != "POST":
        raise Http404
    opened = _to_publish(request, slug)
    if opened is None:
        return _too_late(request)
    form = _form(opened, request)
    if not form.is_valid():
        return _page(request, opened, form, status=422)
    opened.revision, note = form.cleaned_data["revision"], form.cleaned_data["note"]
    now, by = timezone.now(), actor_of(request)
    try:
        version = publish_version(opened, note=note, choices=form.choices(), by=by, now=now)
    except BadInput as refused:
        return _page(request, opened, form, refused=refused, status=422)
    except Conflict:
        return _too_late(request)
    messages.success(request, _("Published version %(n)d.") % {"n": version.number})
    return redirect("framework", slug)


def _to_publish(request: HttpRequest, slug: str) -> Draft | None:
    """The draft; None when it was published a moment ago; 404 and 403 for those who may not."""
    actor = actor_of(request)
    family = get_object_or_404(visible(Family, to=actor), slug=slug)
    drafts = visible(Draft, to=actor).select_related("family__current", "updated_by")
    found = drafts.filter(family=family).first()
    if Ability.PUBLISH in abilities(actor, family, today=timezone.localdate()):
        return found
    if found is None:
        raise Http404
    raise Denied


def _too_late(request: HttpRequest) -> HttpResponse:
    messages.error(request, PUBLISHED_MEANWHILE.sentence)
    return redirect("framework_list")


def _form(draft: Draft, request: HttpRequest | None = None) -> PublicationForm:
    asked = questions(draft.family, read_text(draft.text, draft.family, now=timezone.now()))
    if request is None:
        return PublicationForm(initial={"revision": draft.revision}, questions=asked)
    return PublicationForm(request.POST, questions=asked)


def _page(
    request: HttpRequest,
    draft: Draft,
    form: PublicationForm | None = None,
    refused: BadInput | None = None,
    status: int = 200,
) -> HttpResponse:
    today, actor = timezone.localdate(), actor_of(request)
    framework = read_text(draft.text, draft.family, now=timezone.now())
    current, found = current_of(draft.family), changes_of(draft.family, framework)
    named = (current, framework.framework)
    may = Ability.PUBLISH in abilities(actor, draft.family, today=today)
    context = {
        "draft": draft,
        "form": form or _form(draft),
        "is_changed": framework.framework != current,
        "groups": (lines(found.structure, *named), lines(found.wording, *named)),
        "number": next_number(draft.family),
        "concern": concern(draft.family, today=today),
        "missing": missing_signatures(draft, today),
        "linted": draft_lint(framework.framework, now=timezone.now()),
        "denial": None if may else NOT_PERMITTED,
        "refused": refused,
    }
    return render(request, "frameworks/changes.html", context, status=status)
