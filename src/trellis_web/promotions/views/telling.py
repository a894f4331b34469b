"""Told in person first: the tick after the talk, and within how many days it is due."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted, signed_in
from trellis_web.promotions.actions.telling import set_telling, tell_decision
from trellis_web.promotions.forms.committees import TellingForm
from trellis_web.promotions.models import Telling
from trellis_web.promotions.views.committees import committees_page
from trellis_web.promotions.views.showing import doing


@signed_in
@require_POST
def telling(request: HttpRequest, pk: int) -> HttpResponse:
    """The talk has taken place: the person reads the decision from now on."""
    rows = visible(Telling, to=actor_of(request), today=timezone.localdate())
    found = get_object_or_404(rows.select_related("decision__case__person"), pk=pk)
    tell_decision(found, **doing(request))
    case = found.decision.case
    messages.success(request, _("%(name)s reads the decision now.") % {"name": case.person.name})
    return redirect("case", case.pk)


@permitted(Permission.COMMITTEE_MANAGE)
@require_POST
def telling_rule(request: HttpRequest) -> HttpResponse:
    """POST `days`: for decisions from now on."""
    form = TellingForm(request.POST)
    if not form.is_valid():
        return committees_page(request, form=form, status=422)
    set_telling(days=form.cleaned_data["days"], **doing(request))
    messages.success(request, _("Saved. It counts for decisions from now on."))
    return redirect("committee_list")
