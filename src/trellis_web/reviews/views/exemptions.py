"""Who is left out of a round or away during it, and who writes after a change of manager."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.people.models import Person
from trellis_web.reviews.actions import exempt, hand_over, withdraw_exemption
from trellis_web.reviews.forms import ExemptionForm
from trellis_web.reviews.models import Exemption, Participant
from trellis_web.reviews.rules import Refused
from trellis_web.reviews.views.cycles import cycle_for


@permitted(Permission.CYCLE_MANAGE)
@require_POST
def exemptions(request: HttpRequest, pk: int) -> HttpResponse:
    """Leaves somebody out, or records an absence."""
    found = cycle_for(request, pk)
    form = ExemptionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was changed. Give a reason, at most 500 characters."))
        return redirect("cycle", pk)
    said = form.cleaned_data
    person = get_object_or_404(visible(Person, to=actor_of(request)), pk=said["person"])
    said |= {"person": person, "by": actor_of(request), "now": timezone.now()}
    try:
        exempt(found, **said)
    except Refused as refused:
        messages.error(request, refused.denial.sentence)
    else:
        messages.success(request, _("Noted for %(name)s.") % {"name": person.name})
    return redirect("cycle", pk)


@permitted(Permission.CYCLE_MANAGE)
@require_POST
def withdrawal(request: HttpRequest, pk: int, exemption: int) -> HttpResponse:
    """Brings somebody back into a round."""
    noted = visible(Exemption, to=actor_of(request)).filter(cycle=cycle_for(request, pk))
    found = get_object_or_404(noted.select_related("person", "cycle"), pk=exemption)
    try:
        withdraw_exemption(found, by=actor_of(request), now=timezone.now())
    except Refused as refused:
        messages.error(request, refused.denial.sentence)
    else:
        messages.success(request, _("%(name)s takes part.") % {"name": found.person.name})
    return redirect("cycle", pk)


@permitted(Permission.CYCLE_MANAGE)
@require_POST
def handing_over(request: HttpRequest, pk: int, participant: int) -> HttpResponse:
    """Lets the person's present manager write the review from now on."""
    actor = actor_of(request)
    people = visible(Participant, to=actor).filter(cycle=cycle_for(request, pk))
    found = get_object_or_404(people.exclude(person=actor), pk=participant)
    manager = found.person.lines.on(timezone.localdate()).filter(kind="line").first()
    if manager is None:
        messages.error(request, _("Nobody leads this person now. Import their manager first."))
        return redirect("cycle", pk)
    try:
        hand_over(found, to=manager.manager, by=actor, now=timezone.now())
    except Refused as refused:
        messages.error(request, refused.denial.sentence)
    else:
        messages.success(
            request, _("%(name)s writes this review now.") % {"name": manager.manager.name}
        )
    return redirect("cycle", pk)
