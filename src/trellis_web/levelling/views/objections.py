"""The person's own level once they were told, their objection, and its decision."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in
from trellis_web.frameworks.queries.placements import place_choices
from trellis_web.levelling import actions
from trellis_web.levelling.forms import DecisionForm, ObjectionForm
from trellis_web.levelling.models import Objection, Proposal
from trellis_web.levelling.queries.objections import is_involved, told, waiting_for
from trellis_web.levelling.queries.places import level_names
from trellis_web.levelling.rules import INVOLVED


@signed_in
@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """What the actor was told; the same page for everybody who was not told anything."""
    return _own_page(request, ObjectionForm())


@signed_in
@require_POST
def objection_new(request: HttpRequest, pk: int) -> HttpResponse:
    """POST `words`: the person does not agree."""
    actor = actor_of(request)
    found = get_object_or_404(visible(Proposal, to=actor), pk=pk)
    form = ObjectionForm(request.POST)
    if found.person_id == actor.pk and not form.is_valid():
        return _own_page(request, form, status=422)
    words = form.cleaned_data.get("words", "") if form.is_valid() else ""
    actions.raise_objection(found, words=words, by=actor, now=timezone.now())
    messages.success(request, _("Sent. Somebody who had no part in it decides."))
    return redirect("levelling_own")


def _own_page(request: HttpRequest, form: ObjectionForm, status: int = 200) -> HttpResponse:
    actor, now = actor_of(request), timezone.now()
    mine = visible(Proposal, to=actor).filter(person=actor)
    context = {"told": told(mine, now=now), "form": form}
    return render(request, "levelling/own.html", context, status=status)


@signed_in
@require_GET
def objection_list(request: HttpRequest) -> HttpResponse:
    """Objections that are the actor's to decide."""
    actor, today = actor_of(request), timezone.localdate()
    waiting = waiting_for(actor, visible(Objection, to=actor), today=today)
    return render(request, "levelling/objections.html", {"waiting": waiting})


@signed_in
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    """An objection. POST `place`, `answer` decides it."""
    actor, today = actor_of(request), timezone.localdate()
    rows = visible(Objection, to=actor).exclude(proposal__person=actor)
    found = get_object_or_404(rows.select_related("proposal__person", "proposal__round"), pk=pk)
    proposal = found.proposal
    sent = request.POST if request.method == "POST" else None
    form = DecisionForm(sent, choices=place_choices(), initial={"place": proposal.place})
    is_barred = is_involved(proposal, actor, today=today)
    if form.is_valid() or (sent is not None and is_barred):
        data, now = form.cleaned_data, timezone.now()
        said = {"place": data.get("place", ""), "answer": data.get("answer", "")}
        actions.decide_objection(found, **said, by=actor, now=now, today=today)
        messages.success(request, _("Decided. %(name)s can read it.") % {"name": proposal.person})
        return redirect("levelling_objection", pk)
    context = {
        "objection": found,
        "form": form,
        "level": level_names().get(proposal.place, proposal.level),
        "barred": INVOLVED if is_barred else None,
    }
    return render(request, "levelling/objection.html", context, status=422 if sent else 200)
