"""Who joins a round, who leaves it, and who writes after a change of manager."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied, Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.people.models import Person
from trellis_web.reviews.actions import hand_over, join_cycle, leave_cycle
from trellis_web.reviews.forms import HandOverForm, JoiningForm, LeavingForm
from trellis_web.reviews.models import Cycle, Participant
from trellis_web.reviews.rules import Refused, Unlaunchable
from trellis_web.reviews.views.exemptions import cycle_for


@permitted(Permission.CYCLE_MANAGE)
@require_POST
def joining(request: HttpRequest, pk: int) -> HttpResponse:
    """Brings somebody into an open round."""
    found, form = cycle_for(request, pk), JoiningForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nobody was added. Give an e-mail address and a reason."))
        return redirect("cycle", pk)
    address = form.cleaned_data["person"]
    person = visible(Person, to=actor_of(request)).filter(email__iexact=address).first()
    if person is None:
        messages.error(request, _("Nobody has the address %(address)s.") % {"address": address})
    else:
        _join(request, found, person, form.cleaned_data["reason"])
    return redirect("cycle", pk)


def _join(request: HttpRequest, found: Cycle, person: Person, reason: str) -> None:
    by, now = actor_of(request), timezone.now()
    try:
        join_cycle(found, person=person, reason=reason, by=by, now=now)
    except Unlaunchable as refused:
        for problem in refused.problems:
            messages.error(request, f"{problem.sentence} {problem.remedy}")
    except Refused as refused:
        messages.error(request, refused.denial.sentence)
    else:
        messages.success(request, _("%(name)s takes part now.") % {"name": person.name})


@permitted(Permission.CYCLE_MANAGE)
@require_POST
def leaving(request: HttpRequest, pk: int, participant: int) -> HttpResponse:
    """Takes somebody out of an open round."""
    actor, form = actor_of(request), LeavingForm(request.POST)
    people = visible(Participant, to=actor).filter(cycle=cycle_for(request, pk))
    found = get_object_or_404(people.select_related("person", "cycle"), pk=participant)
    if not form.is_valid():
        messages.error(request, _("Nothing was changed. Give a reason, at most 500 characters."))
        return redirect("cycle", pk)
    try:
        leave_cycle(found, reason=form.cleaned_data["reason"], by=actor, now=timezone.now())
    except Refused as refused:
        messages.error(request, refused.denial.sentence)
    else:
        words = _("%(name)s takes no part any more.")
        messages.success(request, words % {"name": found.person.name})
    return redirect("cycle", pk)


@permitted(Permission.CYCLE_MANAGE)
@require_POST
def handing_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Lets the present manager of some participants write their reviews from now on."""
    actor = actor_of(request)
    people = visible(Participant, to=actor).filter(cycle=cycle_for(request, pk))
    people = people.exclude(person=actor)
    form = HandOverForm(request.POST, keys=list(people.values_list("pk", flat=True)))
    if not form.is_valid():
        messages.error(request, _("Nothing was handed over. Choose people, and give a reason."))
        return redirect("cycle", pk)
    said = form.cleaned_data
    to = get_object_or_404(visible(Person, to=actor), pk=said.pop("manager"))
    chosen = list(people.filter(pk__in=said.pop("participants")))
    try:
        handed = hand_over(chosen, to=to, by=actor, now=timezone.now(), **said)
    except (Refused, Denied) as refused:
        messages.error(request, refused.denial.sentence)
    else:
        words = ngettext(
            "%(name)s writes %(n)d review now.", "%(name)s writes %(n)d reviews now.", len(handed)
        )
        messages.success(request, words % {"name": to.name, "n": len(handed)})
    return redirect("cycle", pk)
