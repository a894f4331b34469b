"""What needs a second person: overrides and waivers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Denial, Permission
from trellis_web.access.views import actor_of, permitted, signed_in
from trellis_web.people.models import Person
from trellis_web.promotions.actions.overrides import answer_override
from trellis_web.promotions.actions.waivers import answer_waiver, ask_waiver
from trellis_web.promotions.forms.decisions import AnswerForm
from trellis_web.promotions.forms.waivers import WaiverForm
from trellis_web.promotions.models import Override, Waiver
from trellis_web.promotions.queries.criteria import waivable
from trellis_web.promotions.queries.starting import move_for, title_of
from trellis_web.promotions.views.showing import doing
from trellis_web.readiness.models import Move
from trellis_web.reviews.rules import Refused


@permitted(Permission.CASE_MANAGE)
@require_GET
def second_list(request: HttpRequest) -> HttpResponse:
    """Overrides and waivers in the reader's scope: those that wait first."""
    return _page(request)


@permitted(Permission.CASE_MANAGE)
@require_POST
def override_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """POST `answer`: somebody else agrees that the criteria are overridden, or not."""
    when = doing(request)
    rows = visible(Override, to=when["by"], today=when["today"])
    found, form = get_object_or_404(rows, pk=pk), AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, refused=_("Agree, or do not."), status=422)
    try:
        answer_override(found, is_approved=form.is_yes, **when)
    except Refused as refused:
        return _page(request, refused=refused.denial, status=refused.status)
    messages.success(request, _("Noted. The chair can go on."))
    return redirect("second_list")


@permitted(Permission.CASE_MANAGE)
@require_POST
def waiver_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """POST `answer`: somebody else agrees that a criterion is not asked, or not."""
    when = doing(request)
    rows = visible(Waiver, to=when["by"], today=when["today"])
    found, form = get_object_or_404(rows, pk=pk), AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, refused=_("Agree, or do not."), status=422)
    try:
        answer_waiver(found, is_approved=form.is_yes, **when)
    except Refused as refused:
        return _page(request, refused=refused.denial, status=refused.status)
    messages.success(request, _("Noted. Readiness follows at once."))
    return redirect("second_list")


@signed_in
@require_GET
def waiver_form(request: HttpRequest, pk: int, move: int) -> HttpResponse:
    """The form to ask that a criterion is not asked of a person."""
    return _asking(request, *_about(request, pk, move))


@signed_in
@require_POST
def waiver_new(request: HttpRequest, pk: int, move: int) -> HttpResponse:
    """POST `criterion`, `reason`: asks for a waiver."""
    person, found = _about(request, pk, move)
    form = WaiverForm(request.POST, criteria=waivable(found).items())
    if not form.is_valid():
        return _asking(request, person, found, form=form, status=422)
    try:
        ask_waiver(person=person, move=found, **form.cleaned_data, **doing(request))
    except Refused as refused:
        denial, status = refused.denial, refused.status
        return _asking(request, person, found, form=form, refused=denial, status=status)
    messages.success(request, _("Asked. Somebody in HR has to agree."))
    return redirect("waiver_form", pk, move)


def _about(request: HttpRequest, pk: int, move: int) -> tuple[Person, Move]:
    """Somebody whom the reader sees, and a move of theirs; or 404."""
    today = timezone.localdate()
    person = get_object_or_404(visible(Person, to=actor_of(request), today=today), pk=pk)
    return person, move_for(person, move, to=actor_of(request), today=today)


def _asking(
    request: HttpRequest,
    person: Person,
    move: Move,
    *,
    form: WaiverForm | None = None,
    refused: Denial | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = visible(Waiver, to=actor_of(request), today=timezone.localdate())
    context = {
        "person": person,
        "move": move,
        "title": title_of(move),
        "waivers": rows.filter(person=person, move=move).select_related("asked_by", "answered_by"),
        "form": form or WaiverForm(criteria=waivable(move).items()),
        "refused": refused,
    }
    return render(request, "promotions/waiver.html", context, status=status)


def _page(request: HttpRequest, *, refused: object = "", status: int = 200) -> HttpResponse:
    me, today = actor_of(request), timezone.localdate()
    overrides = visible(Override, to=me, today=today).select_related("case__person", "asked_by")
    waivers = visible(Waiver, to=me, today=today).exclude(person=me)
    context = {
        "overrides": overrides.filter(answered_at__isnull=True).order_by("asked_at", "pk"),
        "waivers": waivers.filter(answered_at__isnull=True).select_related("person", "asked_by"),
        "refused": refused,
    }
    return render(request, "promotions/seconds.html", context, status=status)
