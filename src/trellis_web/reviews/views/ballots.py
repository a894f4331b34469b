"""The anonymous form, behind an address that only its holder knows.

No session and no cookie is read or set: whoever is signed in stays unknown here. The address is in
no log, mail or event, and is told to no other page.
"""

from collections.abc import Sequence

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from trellis_web.access.rules import Denial
from trellis_web.access.views import public
from trellis_web.frameworks.queries import resolved
from trellis_web.reviews.actions.ballots import save_ballot, submit_ballot
from trellis_web.reviews.forms.peers import RevisionForm, ballot_forms
from trellis_web.reviews.models import Ballot
from trellis_web.reviews.queries.ballots import ballot_of, filled_in, questions_on
from trellis_web.reviews.rules import Conflict, Incomplete, Missing, Refused
from trellis_web.reviews.rules.peers import GONE, why_closed

MISSES, WINDOW = 300, 300
"""How many wrong addresses one network may try in so many seconds."""


@csrf_exempt
@public
def ballot(request: HttpRequest, token: str) -> HttpResponse:
    """GET: the form. POST: saves what is written so far; as JSON for the script."""
    found = _found(request, token)
    if isinstance(found, HttpResponse):
        return found
    if request.method != "POST":
        return _form(request, found, token)
    unsaved = _save(request, found, token)
    if request.headers.get("Accept") == "application/json":
        return _told(request, token, unsaved)
    return unsaved or _private(redirect("ballot", token))


@csrf_exempt
@public
@require_POST
def submission(request: HttpRequest, token: str) -> HttpResponse:
    """Saves the form as it was sent, and hands it in. What is missing answers 422."""
    found = _found(request, token)
    if isinstance(found, HttpResponse):
        return found
    unsaved = _save(request, found, token)
    if unsaved is not None:
        return unsaved
    try:
        submit_ballot(token, now=timezone.now())
    except Incomplete as lacking:
        fresh = ballot_of(token) or found
        return _form(request, fresh, token, missing=lacking.missing, status=lacking.status)
    except Refused as refused:
        return _gone(request, refused.status)
    return _private(redirect("ballot_thanks"))


@public
@require_GET
def thanks(request: HttpRequest) -> HttpResponse:
    """The same page for everybody: it does not know who has answered what."""
    return _private(render(request, "reviews/ballot_thanks.html"))


def _found(request: HttpRequest, token: str) -> Ballot | HttpResponse:
    """The open form behind an address, or the answer in its place."""
    key = f"ballot-misses:{get_adapter().get_client_ip(request)}"
    if cache.get(key, 0) >= MISSES:
        return _private(render(request, "frameworks/public/busy.html", status=429))
    found = ballot_of(token)
    if found is None or why_closed(found.participant, now=timezone.now()):
        cache.add(key, 0, WINDOW)
        cache.incr(key)
        return _gone(request, 404)
    return found


def _save(request: HttpRequest, found: Ballot, token: str) -> HttpResponse | None:
    """Saves what was sent; the page that says why when it could not be saved."""
    stored = filled_in(found, token)
    questions = questions_on(found)
    scale = resolved(found.participant.version).framework.rating.scale
    forms = ballot_forms(questions, scale, stored.answers, request.POST)
    revision = RevisionForm(request.POST)
    if not all([revision.is_valid(), *(form.is_valid() for form in forms.values())]):
        return _form(request, found, token, is_sent=True, status=422)
    answers = {slug: form.sent.answer for slug, form in forms.items()}
    seen = revision.cleaned_data["revision"]
    try:
        save_ballot(token, answers=answers, revision=seen, now=timezone.now())
    except Conflict as refused:
        if refused.denial.code == GONE.code:
            return _gone(request, 404)
        return _form(
            request, found, token, is_sent=True, refused=refused.denial, status=refused.status
        )
    return None


def _told(request: HttpRequest, token: str, unsaved: HttpResponse | None) -> HttpResponse:
    """What the script is told; no time, as none is kept."""
    if unsaved is not None:
        words = _("This is not saved yet. Press “Save” to see why.")
        return _private(JsonResponse({"words": words}, status=unsaved.status_code))
    found = ballot_of(token)
    revision = filled_in(found, token).revision if found else 0
    return _private(JsonResponse({"revision": revision, "words": _("Saved.")}))


def _form(
    request: HttpRequest,
    found: Ballot,
    token: str,
    *,
    is_sent: bool = False,
    missing: Sequence[Missing] = (),
    refused: Denial | None = None,
    status: int = 200,
) -> HttpResponse:
    about, stored, questions = found.participant, filled_in(found, token), questions_on(found)
    framework = resolved(about.version)
    scale = framework.framework.rating.scale
    data = request.POST if is_sent else None
    forms = ballot_forms(questions, scale, stored.answers, data)
    context = {
        "token": token,
        "address": request.build_absolute_uri(request.path.removesuffix("/submission")),
        "participant": about,
        "cycle": about.cycle,
        "is_report": found.perspective == "upward",
        "rows": [(question, forms[slug]) for slug, question in questions.items()],
        "revision": stored.revision,
        "next_level": framework.levels.get(about.next_level),
        "missing": missing,
        "refused": refused,
    }
    return _private(render(request, "reviews/ballot.html", context, status=status))


def _gone(request: HttpRequest, status: int) -> HttpResponse:
    context = {"sentence": GONE.sentence}
    return _private(render(request, "reviews/ballot_gone.html", context, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
