"""Places: how many a level has, and by which published rule they are given."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Denial, Permission, is_permitted
from trellis_web.access.views import actor_of, permitted, signed_in
from trellis_web.promotions.actions.seats import set_seats
from trellis_web.promotions.forms.seats import SeatForm
from trellis_web.promotions.models import SeatPlan
from trellis_web.promotions.queries.committees import unit_choices, unit_for
from trellis_web.promotions.queries.levels import family_of_level, level_choices
from trellis_web.promotions.queries.seats import occupancies
from trellis_web.promotions.views.showing import doing
from trellis_web.reviews.rules import Refused


@signed_in
@require_GET
def seat_list(request: HttpRequest) -> HttpResponse:
    """The published plans; `?plan=` opens one in the form."""
    return _page(request)


@permitted(Permission.SEAT_MANAGE)
@require_POST
def seat_new(request: HttpRequest) -> HttpResponse:
    """POST a plan: it takes the place of the one for the same level and unit."""
    form, when = _form(request), doing(request)
    if not form.is_valid():
        return _page(request, form=form, status=422)
    said = dict(form.cleaned_data)
    family, level = family_of_level(said.pop("level"))
    unit = unit_for(said.pop("unit"))
    try:
        set_seats(family=family, level=level, unit=unit, **said, **when)
    except Refused as refused:
        return _page(request, form=form, refused=refused.denial, status=refused.status)
    messages.success(request, _("Published. Everyone can read it."))
    return redirect("seat_list")


def _form(request: HttpRequest) -> SeatForm:
    actor, today = actor_of(request), timezone.localdate()
    sent = request.POST if request.method == "POST" else None
    wanted = request.GET.get("plan", "")
    plans = visible(SeatPlan, to=actor, today=today).select_related("family", "owner")
    plan = plans.filter(pk=wanted).first() if wanted.isascii() and wanted.isdigit() else None
    return SeatForm(
        sent,
        levels=level_choices(actor, today=today),
        units=unit_choices(actor, today=today),
        actor=actor,
        today=today,
        initial=_initial(plan) if plan else None,
    )


def _initial(plan: SeatPlan) -> dict[str, object]:
    names = ("seats", "rule", "decided_on")
    return {
        "level": f"{plan.family.slug}/{plan.level}",
        "unit": plan.unit_id,
        "owner": plan.owner.email if plan.owner else "",
        **{name: getattr(plan, name) for name in names},
    }


def _page(
    request: HttpRequest,
    *,
    form: SeatForm | None = None,
    refused: Denial | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, today = actor_of(request), timezone.localdate()
    plans = visible(SeatPlan, to=actor, today=today).select_related("family", "unit", "owner")
    may_set = is_permitted(actor, Permission.SEAT_MANAGE, today=today)
    context = {
        "rows": occupancies(plans, to=actor, today=today),
        "form": (form or _form(request)) if may_set else None,
        "refused": refused,
    }
    return render(request, "promotions/seats.html", context, status=status)
