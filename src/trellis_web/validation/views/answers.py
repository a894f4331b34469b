"""A panelist's own pages: what is asked, one vignette, one pair of levels, the own team."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in
from trellis_web.validation import actions
from trellis_web.validation.forms import CANNOT_TELL, PlacingForm, ScoresForm, TeamForm
from trellis_web.validation.models import Panelist, Placing, Proposal, Rating
from trellis_web.validation.queries.asked import (
    framework_of,
    pairs,
    questions,
    team_of,
    vignettes_for,
)
from trellis_web.validation.queries.progress import tasks_of


def _seats(request: HttpRequest) -> "QuerySet[Panelist]":
    """The seats of the actor on open panels, and no one else's."""
    actor = actor_of(request)
    own = visible(Panelist, to=actor).filter(person=actor, panel__closed_at__isnull=True)
    return own.exclude(panel__opened_at__isnull=True).select_related("panel__family", "person")


def _seat(request: HttpRequest, pk: int) -> Panelist:
    return get_object_or_404(_seats(request), pk=pk)


@signed_in
@require_GET
def seats(request: HttpRequest) -> HttpResponse:
    """The panels that ask for the actor's reading."""
    return render(request, "validation/seats.html", {"seats": _seats(request)})


@signed_in
@require_GET
def seat(request: HttpRequest, pk: int) -> HttpResponse:
    """What is asked, and how much of it is answered."""
    own = _seat(request, pk)
    today = timezone.localdate()
    tasks = tasks_of(own, today=today)
    context = {
        "seat": own,
        "tasks": tasks,
        "is_done": all(each.is_done for each in tasks),
        "team": team_of(own, today=today),
    }
    return render(request, "validation/seat.html", context)


@signed_in
def vignette(request: HttpRequest, pk: int, vignette: int) -> HttpResponse:
    """One description and its sentences. POST saves what is chosen; a script saves each choice."""
    own, now = _seat(request, pk), timezone.now()
    mine = vignettes_for(own, today=timezone.localdate())
    found = next((each for each in mine if each.pk == vignette), None)
    if found is None:
        raise Http404
    framework = framework_of(own.panel)
    form = ScoresForm(
        request.POST or None,
        questions=questions(framework, found.level),
        scale=framework.framework.rating.scale,
        initial=_said(request, own, found.pk),
    )
    if form.is_valid():
        by = actor_of(request)
        actions.rate_vignette(own, vignette=found, scores=form.scores(), by=by, now=now)
        return _saved(request, pk)
    context = {"seat": own, "vignette": found, "form": form}
    return _page(request, "validation/rating.html", context)


@signed_in
def order(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The shuffled sentences of two levels. POST saves where each was put."""
    own = _seat(request, pk)
    framework = framework_of(own.panel)
    known = dict(enumerate(pairs(own.panel, framework), start=1))
    if number not in known:
        raise Http404
    pair = known[number]
    said = visible(Placing, to=actor_of(request)).filter(panelist=own, pair=pair.key)
    form = PlacingForm(
        request.POST or None,
        statements=pair.shuffled(own.pk),
        levels=[framework.levels[pair.below], framework.levels[pair.above]],
        initial=dict(said.values_list("statement", "level")),
    )
    if form.is_valid():
        actions.place_sentences(own, pair=pair.key, levels=form.levels(), by=actor_of(request))
        return _saved(request, pk)
    context = {"seat": own, "number": number, "form": form}
    return _page(request, "validation/order.html", context)


@signed_in
def team(request: HttpRequest, pk: int) -> HttpResponse:
    """The level of each of one's own reports, as one sees it now."""
    own, now = _seat(request, pk), timezone.now()
    people = team_of(own, today=timezone.localdate())
    if not people:
        raise Http404
    said = visible(Proposal, to=actor_of(request)).filter(panelist=own)
    form = TeamForm(
        request.POST or None,
        team=people,
        levels=list(framework_of(own.panel).levels.values()),
        initial={
            f"person-{person}": level for person, level in said.values_list("person", "level")
        },
    )
    if form.is_valid():
        actions.propose_levels(own, levels=form.levels(), by=actor_of(request), now=now)
        return _saved(request, pk)
    return _page(request, "validation/team.html", {"seat": own, "form": form})


def _said(request: HttpRequest, own: Panelist, vignette: int) -> dict[str, str]:
    """The actor's own answers so far, as values of the form."""
    rows = visible(Rating, to=actor_of(request)).filter(panelist=own, vignette=vignette)
    return {
        name: CANNOT_TELL if score is None else str(score)
        for name, score in rows.values_list("statement", "score")
    }


def _saved(request: HttpRequest, pk: int) -> HttpResponse:
    if request.headers.get("X-Autosave"):
        return HttpResponse(status=204)
    messages.success(request, _("Saved. Only you can see your answers."))
    return redirect("panel_seat", pk)


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, template, context, status=status)
