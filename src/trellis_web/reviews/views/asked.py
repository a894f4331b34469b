"""What a colleague is asked: what is promised, the way to the form, or a no with a reason."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Denial
from trellis_web.access.views import actor_of, signed_in
from trellis_web.reviews.actions.ballots import take_ballot
from trellis_web.reviews.actions.nominations import refuse_to_answer
from trellis_web.reviews.forms.peers import ReasonForm
from trellis_web.reviews.models import Assessment, Nomination
from trellis_web.reviews.rules import Refused
from trellis_web.reviews.rules.peers import PEER, is_anonymous, why_not_answered


@signed_in
@require_GET
def asked(request: HttpRequest, pk: int) -> HttpResponse:
    """What one is asked about a colleague, and what becomes of the answer."""
    return _page(request, _asked(request, pk))


@signed_in
@require_POST
def ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads to a new anonymous form. Nothing is said in the session: it would keep the time."""
    found = _asked(request, pk)
    try:
        token = take_ballot(found, by=actor_of(request), now=timezone.now())
    except Refused as refused:
        return _page(request, found, refused=refused.denial, status=refused.status)
    response = redirect("ballot", token)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@signed_in
@require_POST
def refusal(request: HttpRequest, pk: int) -> HttpResponse:
    """The colleague does not answer, and says why."""
    found, form = _asked(request, pk), ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    reason, actor = form.cleaned_data["reason"], actor_of(request)
    try:
        refuse_to_answer(found, reason=reason, by=actor, now=timezone.now())
    except Refused as refused:
        return _page(request, found, refused=refused.denial, status=refused.status)
    messages.success(request, _("Noted. Nothing more is asked of you here."))
    return redirect("review_list")


def _asked(request: HttpRequest, pk: int) -> Nomination:
    actor = actor_of(request)
    rows = visible(Nomination, to=actor).filter(peer=actor, approved_at__isnull=False)
    about = rows.select_related("participant__cycle", "participant__person")
    return get_object_or_404(about, pk=pk)


def _page(
    request: HttpRequest,
    found: Nomination,
    *,
    form: ReasonForm | None = None,
    refused: Denial | None = None,
    status: int = 200,
) -> HttpResponse:
    about, actor = found.participant, actor_of(request)
    mine = visible(Assessment, to=actor).filter(
        participant=about, author=actor, perspective=found.perspective
    )
    context = {
        "asked": found,
        "participant": about,
        "cycle": about.cycle,
        "is_anonymous": is_anonymous(about.cycle, found.perspective),
        "is_report": found.perspective != PEER,
        "closed": why_not_answered(found, now=timezone.now()),
        "sheet": mine.first(),
        "form": form or ReasonForm(),
        "refused": refused,
    }
    return render(request, "reviews/asked.html", context, status=status)
