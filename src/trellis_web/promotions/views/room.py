"""The room of a committee, for a case and for an objection: aside, alone, together.

Each address exists twice; `on_appeal` says which of the two it is about.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Denial, Denied
from trellis_web.access.views import actor_of, signed_in
from trellis_web.promotions.actions.overrides import ask_override
from trellis_web.promotions.actions.permits import require_chair
from trellis_web.promotions.actions.rooms import (
    cast_vote,
    mark_calibrated,
    open_discussion,
    recuse,
)
from trellis_web.promotions.forms.committees import RecusalForm, VoteForm
from trellis_web.promotions.forms.decisions import OverrideForm
from trellis_web.promotions.models import Appeal, Case
from trellis_web.promotions.queries.page import CasePage
from trellis_web.promotions.queries.rooms import Room
from trellis_web.promotions.rules.people import why_not_deciding
from trellis_web.promotions.views.ended import over
from trellis_web.promotions.views.showing import Bound, case_for, doing, kept
from trellis_web.reviews.rules import Refused
from trellis_web.reviews.views.late import keeps_words

FORMS: dict[str, type[forms.Form]] = {
    "vote": VoteForm,
    "recusal": RecusalForm,
    "override": OverrideForm,
}


def matter(request: HttpRequest, pk: int, *, on_appeal: bool) -> tuple[Case, Appeal | None]:
    """The case, and the objection to its decision where that is what is decided. Or 404."""
    found = case_for(request, pk)
    if not on_appeal:
        return found, None
    rows = visible(Appeal, to=actor_of(request), today=timezone.localdate())
    return found, get_object_or_404(rows.select_related("committee"), case=found)


def room_address(case: Case, appeal: Appeal | None) -> HttpResponse:
    """Back to the room."""
    return redirect("appeal_room" if appeal else "case_room", case.pk)


@signed_in
@require_GET
def room(request: HttpRequest, pk: int, *, on_appeal: bool = False) -> HttpResponse:
    """Who takes part, one's own vote; all of them once the discussion is open."""
    return _page(request, *matter(request, pk, on_appeal=on_appeal))


@signed_in
@require_POST
@keeps_words(over, reason=gettext_lazy("Why"))
def vote(request: HttpRequest, pk: int, *, on_appeal: bool = False) -> HttpResponse:
    """POST `choice`, `reason`: what a member thinks, before anybody else's words."""
    found, appeal = matter(request, pk, on_appeal=on_appeal)
    said = _("Kept. Nobody reads it before the discussion.")

    def act(**data: Any) -> None:
        cast_vote(found, appeal=appeal, **data, **doing(request))

    return _acted(request, found, appeal, "vote", act, said)


@signed_in
@require_POST
@keeps_words(over, reason=gettext_lazy("Why"))
def recusal(request: HttpRequest, pk: int, *, on_appeal: bool = False) -> HttpResponse:
    """POST `reason`: a member steps aside."""
    found, appeal = matter(request, pk, on_appeal=on_appeal)
    form = RecusalForm(request.POST)
    if not form.is_valid():
        return _page(request, found, appeal, sent={"recusal": form}, status=422)
    try:
        recuse(found, appeal=appeal, **form.cleaned_data, **doing(request))
    except Refused as refused:
        denial, status = refused.denial, refused.status
        sent = {"recusal": form}
        return _page(request, found, appeal, sent=sent, refused=denial, status=status)
    messages.success(request, _("You take no part in this case any more."))
    return redirect("case_list")


@signed_in
@require_POST
@keeps_words(over, reason=gettext_lazy("Why"))
def override(request: HttpRequest, pk: int, *, on_appeal: bool = False) -> HttpResponse:
    """POST `reason`: the chair asks to promote although a criterion is not met."""
    found, appeal = matter(request, pk, on_appeal=on_appeal)
    require_chair(found, actor_of(request), today=timezone.localdate(), appeal=appeal)

    def act(**data: Any) -> None:
        ask_override(found, appeal=appeal, **data, **doing(request))

    said = _("Asked. Somebody else in HR has to agree.")
    return _acted(request, found, appeal, "override", act, said)


@signed_in
@require_POST
def discussion(request: HttpRequest, pk: int, *, on_appeal: bool = False) -> HttpResponse:
    """The chair opens the discussion: from now on every member reads every vote."""
    found, appeal = matter(request, pk, on_appeal=on_appeal)
    said = _("Opened. Every member reads every vote now.")

    def act() -> None:
        open_discussion(found, appeal=appeal, **doing(request))

    return _acted(request, found, appeal, "", act, said)


@signed_in
@require_POST
def calibration(request: HttpRequest, pk: int) -> HttpResponse:
    """The chair notes that the ratings behind the case were compared."""
    found = case_for(request, pk)
    said = _("Noted: the ratings were compared across teams.")

    def act() -> None:
        mark_calibrated(found, **doing(request))

    return _acted(request, found, None, "", act, said)


def _acted(
    request: HttpRequest,
    case: Case,
    appeal: Appeal | None,
    name: str,
    act: Callable[..., None],
    said: str,
) -> HttpResponse:
    """Acts with what the form of that name holds, and leads back to the room."""
    form = FORMS[name](request.POST) if name else None
    sent = {name: form} if form else {}
    if form and not form.is_valid():
        return _page(request, case, appeal, sent=sent, status=422)
    try:
        act(**(form.cleaned_data if form else {}))
    except Refused as refused:
        denial, status = refused.denial, refused.status
        return _page(request, case, appeal, sent=sent, refused=denial, status=status)
    messages.success(request, said)
    return room_address(case, appeal)


def _page(
    request: HttpRequest,
    case: Case,
    appeal: Appeal | None,
    *,
    sent: Bound | None = None,
    refused: Denial | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, today = actor_of(request), timezone.localdate()
    if denial := why_not_deciding(case, actor, today=today, appeal=appeal):
        raise Denied(denial)
    page, shown, filled = CasePage(case, actor, today), Room(case, appeal, actor, today), sent or {}
    offers = shown.offers(is_missing=bool(page.missing))
    context = {
        "case": case,
        "appeal": appeal,
        "page": page,
        "room": shown,
        "offers": offers,
        "refused": refused,
        "kept": kept(form for name, form in filled.items() if name not in offers),
        **{name: form() for name, form in FORMS.items()},
        **filled,
    }
    return render(request, "promotions/room.html", context, status=status)
