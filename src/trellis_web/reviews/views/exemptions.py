"""Who is left out of a round or away during it."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.people.models import Person
from trellis_web.reviews.actions import exempt, withdraw_exemption
from trellis_web.reviews.forms import ExemptionForm
from trellis_web.reviews.models import Cycle, Exemption
from trellis_web.reviews.rules import Refused


def cycle_for(request: HttpRequest, pk: int) -> Cycle:
    """The round with this key, if the actor may see it."""
    return get_object_or_404(visible(Cycle, to=actor_of(request)), pk=pk)


def noted(request: HttpRequest, found: Cycle) -> "QuerySet[Exemption]":
    """The exemptions of a round that the actor may see, by name."""
    rows = visible(Exemption, to=actor_of(request)).filter(cycle=found)
    return rows.select_related("person").order_by("person__name")


@permitted(Permission.CYCLE_MANAGE)
def exemptions(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: everyone who is left out or away. POST: leaves somebody out, or records an absence."""
    found = cycle_for(request, pk)
    if request.method != "POST":
        context = {"cycle": found, "exemptions": noted(request, found)}
        return render(request, "reviews/cycle_exemptions.html", context)
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
    rows = visible(Exemption, to=actor_of(request)).filter(cycle=cycle_for(request, pk))
    found = get_object_or_404(rows.select_related("person", "cycle"), pk=exemption)
    try:
        withdraw_exemption(found, by=actor_of(request), now=timezone.now())
    except Refused as refused:
        messages.error(request, refused.denial.sentence)
    else:
        messages.success(request, _("%(name)s takes part.") % {"name": found.person.name})
    return redirect("cycle", pk)
