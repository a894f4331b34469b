"""One person's proposed level, for whoever leads them and for HR; a manager's private guesses."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in
from trellis_web.frameworks.queries import current, resolved
from trellis_web.frameworks.queries.placements import place_choices
from trellis_web.levelling import actions
from trellis_web.levelling.access import leaders_of
from trellis_web.levelling.forms import UNSEEN, EstimateForm, ProposalForm, TalkForm
from trellis_web.levelling.models import Estimate, Proposal, Round
from trellis_web.levelling.queries.rounds import rows_of, steps_of


@signed_in
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Level, credited time, and who changed it why. POST changes and confirms."""
    found, actor, today = _found(request, pk), actor_of(request), timezone.localdate()
    form = _form(request, found)
    if form.is_valid():
        actions.write_proposal(found, said=form.said(), by=actor, now=timezone.now(), today=today)
        messages.success(request, _("Saved. %(name)s sees nothing of it yet.") % _name(found))
        return redirect("levelling_proposal", pk)
    [row] = rows_of([found], to=actor, today=today)
    leaders = leaders_of(found.person, today=today)
    context = {
        "row": row,
        "proposal": found,
        "form": form,
        "talk": TalkForm(),
        "leads": actor.pk in leaders,
        "may_talk": actor.pk in leaders or not leaders,
        "may_change": actor.pk not in leaders or found.calibrated_at is None,
        "steps": steps_of(found, to=actor),
    }
    status = 422 if form.is_bound else 200
    return render(request, "levelling/proposal.html", context, status=status)


def _form(request: HttpRequest, found: Proposal) -> ProposalForm:
    names = ("place", "title", "level_since", "since_source", "honoured")
    return ProposalForm(
        request.POST if request.method == "POST" else None,
        choices=place_choices(),
        before=found.place,
        is_joining=found.round.cause == Round.Cause.ACQUISITION,
        today=timezone.localdate(),
        initial={name: getattr(found, name) for name in names},
    )


@signed_in
def estimates(request: HttpRequest, pk: int) -> HttpResponse:
    """What the actor, who leads the person, guesses. Nobody else reads it."""
    found, actor, today = _found(request, pk), actor_of(request), timezone.localdate()
    version = current(found.family) if found.round.is_open else None
    if version is None or actor.pk not in leaders_of(found.person, today=today):
        raise Http404
    framework = resolved(version)
    said = visible(Estimate, to=actor).filter(proposal=found)
    form = EstimateForm(
        request.POST if request.method == "POST" else None,
        competencies=[framework.competency[key] for key in framework.expected(found.level)],
        scale=framework.framework.rating.scale,
        has_next=bool(framework.moves_from(found.level)),
        initial={f"score-{each.competency}": each.score or UNSEEN for each in said}
        | {f"next-{each.competency}": each.next for each in said},
    )
    if form.is_valid():
        guesses, now = form.guesses(), timezone.now()
        actions.note_estimates(found, guesses=guesses, by=actor, now=now, today=today)
        messages.success(request, _("Saved. Only you can read your guesses."))
        return redirect("levelling_team")
    context = {"proposal": found, "form": form, "rows": form.rows()}
    status = 422 if form.is_bound else 200
    return render(request, "levelling/estimates.html", context, status=status)


def _found(request: HttpRequest, pk: int) -> Proposal:
    """A proposal about somebody else; one's own stands on one's own page."""
    actor = actor_of(request)
    rows = visible(Proposal, to=actor).exclude(person=actor).select_related("person", "round")
    return get_object_or_404(rows, pk=pk)


def _name(found: Proposal) -> dict[str, str]:
    return {"name": found.person.first_name}
