"""Asking colleagues: the page about one participant, the decisions, and the counts for HR."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted, signed_in
from trellis_web.growth.queries.colleagues import colleagues
from trellis_web.people.models import Person
from trellis_web.reviews.actions.nominations import (
    add_peer,
    approve_nomination,
    decline_nomination,
    nominate,
    withdraw_nomination,
)
from trellis_web.reviews.forms.peers import PeerForm, ReasonForm
from trellis_web.reviews.models import Nomination, Participant
from trellis_web.reviews.queries.peers import circle_of, counts_of, words_about
from trellis_web.reviews.rules import Refused
from trellis_web.reviews.views.exemptions import cycle_for


@signed_in
def peers(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: who is proposed and asked about a participant. POST: proposes or asks `peer`."""
    about = _participant(request, pk)
    if request.method != "POST":
        return _page(request, about)
    actor, form = actor_of(request), PeerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a colleague from the list."))
        return redirect("peers", pk)
    people = visible(Person, to=actor).filter(deactivated_at__isnull=True)
    peer = get_object_or_404(people, pk=form.cleaned_data["peer"])
    ask = nominate if about.person_id == actor.pk else add_peer
    return _done(
        request,
        about.pk,
        lambda: ask(about, peer=peer, by=actor, now=timezone.now()),
        _("Proposed. The manager decides.") if ask is nominate else _("Asked."),
    )


@signed_in
@require_POST
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """The manager's `answer` to a proposal: `yes`, or `no` with a reason."""
    found, actor, now = _nomination(request, pk), actor_of(request), timezone.now()
    if request.POST.get("answer") == "yes":
        return _done(
            request,
            found.participant_id,
            lambda: approve_nomination(found, by=actor, now=now),
            _("Agreed. Your colleague is asked now."),
        )
    form = ReasonForm(request.POST)
    if not form.is_valid():
        about = _participant(request, found.participant_id)
        return _page(request, about, wrong=found.pk, form=form, status=422)
    reason = form.cleaned_data["reason"]
    return _done(
        request,
        found.participant_id,
        lambda: decline_nomination(found, reason=reason, by=actor, now=now),
        _("Declined. The reason can be read by whoever proposed it."),
    )


@signed_in
@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """The participant takes a proposal back."""
    found, actor = _nomination(request, pk), actor_of(request)
    return _done(
        request,
        found.participant_id,
        lambda: withdraw_nomination(found, by=actor, now=timezone.now()),
        _("Taken back."),
    )


@permitted(Permission.REVIEW_READ)
@require_GET
def cycle_peers(request: HttpRequest, pk: int) -> HttpResponse:
    """How far asking colleagues is in a round, in numbers; never how many have answered."""
    found = cycle_for(request, pk)
    counted = counts_of(found, to=actor_of(request))
    return render(request, "reviews/cycle_peers.html", {"cycle": found, "counted": counted})


def _participant(request: HttpRequest, pk: int) -> Participant:
    people = visible(Participant, to=actor_of(request)).filter(cycle__opened_at__isnull=False)
    rows = people.select_related("cycle", "person", "manager", "version__family")
    return get_object_or_404(rows, pk=pk)


def _nomination(request: HttpRequest, pk: int) -> Nomination:
    rows = visible(Nomination, to=actor_of(request)).select_related("participant", "peer")
    return get_object_or_404(rows, pk=pk)


def _done(request: HttpRequest, about: int, act: Callable[[], object], words: str) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        messages.error(request, refused.denial.sentence)
    else:
        messages.success(request, words)
    return redirect("peers", about)


def _page(
    request: HttpRequest,
    about: Participant,
    *,
    wrong: int = 0,
    form: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, today = actor_of(request), timezone.localdate()
    circle = circle_of(about, to=actor, now=timezone.now())
    search = request.GET.get("q", "").strip().replace("\0", "")[:200]
    without = {about.person_id, about.manager_id or 0, *(n.peer_id for n in circle.nominations)}
    may_ask = circle.is_open and circle.left and (circle.is_subject or circle.is_manager)
    context = {
        "circle": circle,
        "participant": about,
        "cycle": about.cycle,
        "search": search,
        "found": colleagues(search, to=actor, without=without, today=today) if may_ask else [],
        "may_ask": may_ask,
        "words": words_about(about, to=actor),
        "form": form or ReasonForm(),
        "wrong": wrong,
    }
    return render(request, "reviews/peers.html", context, status=status)
