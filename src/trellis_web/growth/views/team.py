"""What those who lead somebody see and say: shared evidence, endorsements."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted, signed_in
from trellis_web.growth import actions
from trellis_web.growth.access import people_led_by
from trellis_web.growth.forms import EndorsementForm
from trellis_web.growth.models import Endorsement
from trellis_web.growth.queries.endorsements import directions_of, endorsements, named
from trellis_web.growth.queries.notes import cards, notes
from trellis_web.growth.rules.evidence import why_not_endorsed


@signed_in
@require_GET
def person_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """The shared notes of somebody I lead, and the moves that I can endorse."""
    actor, today = actor_of(request), timezone.localdate()
    person = get_object_or_404(people_led_by(actor, today=today), pk=pk)
    leads = why_not_endorsed(person, actor, today=today) is None
    directions = directions_of(person, today=today)
    given = list(endorsements(person, to=actor, today=today))
    mine = {each.move for each in given if each.endorsed_by_id == actor.pk}
    context = {
        "person": person,
        "cards": cards(notes(to=actor, today=today).filter(person=person)),
        "endorsements": named(given, directions),
        "open": [d for d in directions if leads and d.asks_for_manager and d.move.id not in mine],
    }
    return render(request, "growth/person_evidence.html", context)


@permitted(Permission.ENDORSEMENT_WRITE)
@require_http_methods(["GET", "POST"])
def endorsement_new(request: HttpRequest, pk: int, move: str) -> HttpResponse:
    """The manager endorses a move of a report."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    person = get_object_or_404(people_led_by(actor, today=today), pk=pk)
    directions = {each.move.id: each for each in directions_of(person, today=today)}
    if move not in directions:
        raise Http404
    to = directions[move]
    form = EndorsementForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        text = form.cleaned_data["text"]
        actions.endorse(
            person=person, family=to.family, move=move, text=text, by=actor, now=now, today=today
        )
        messages.success(request, _("Endorsed. %(name)s can read it.") % {"name": person.name})
        return redirect("person_evidence", pk=pk)
    context = {
        "person": person,
        "to": to,
        "form": form,
        "given": endorsements(person, to=actor, today=today).filter(move=move, endorsed_by=actor),
        "denial": why_not_endorsed(person, actor, today=today),
    }
    return render(
        request, "growth/endorsement_new.html", context, status=422 if form.is_bound else 200
    )


@signed_in
@require_POST
def endorsement_withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever endorsed a move takes it back."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    given = get_object_or_404(visible(Endorsement, to=actor, today=today), pk=pk)
    actions.withdraw_endorsement(endorsement=given, by=actor, now=now, today=today)
    messages.success(request, _("The endorsement is withdrawn."))
    return redirect("person_evidence", pk=given.person_id)
