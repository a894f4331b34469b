"""The steps of a case: handed in, given back, passed on, withdrawn."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trellis_web.access.queries import visible
from trellis_web.access.views import signed_in
from trellis_web.promotions.actions.cases import (
    give_back,
    pass_on,
    submit_case,
    withdraw_case,
)
from trellis_web.promotions.actions.declines import accept_opening, decline_opening
from trellis_web.promotions.actions.permits import require_manager, require_theirs
from trellis_web.promotions.forms.committees import AssignmentForm
from trellis_web.promotions.forms.decisions import AnswerForm
from trellis_web.promotions.forms.fields import ChangedForm
from trellis_web.promotions.models import Committee
from trellis_web.promotions.queries.starting import moves_of
from trellis_web.promotions.views.showing import attempted, case_for, case_page, doing


@signed_in
@require_POST
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft is handed in: its criteria and findings are kept as they are now."""
    found, form = case_for(request, pk, permits=require_theirs), ChangedForm(request.POST)
    if not form.is_valid():
        return case_page(request, found, bound={"submission": form}, status=422)
    changed, said = form.cleaned_data["changed"], _("Handed in. The manager reads it now.")
    return attempted(
        request, found, lambda: submit_case(found, changed=changed, **doing(request)), said
    )


@signed_in
@require_POST
def return_(request: HttpRequest, pk: int) -> HttpResponse:
    """The manager gives the case back to be written on."""
    found = case_for(request, pk)
    said = _("Given back. It can be written on.")
    return attempted(request, found, lambda: give_back(found, **doing(request)), said)


@signed_in
@require_POST
def forwarding(request: HttpRequest, pk: int) -> HttpResponse:
    """POST `committee`: the case is passed on to those who decide."""
    found, when = case_for(request, pk, permits=require_manager), doing(request)
    open_ones = visible(Committee, to=when["by"], today=when["today"]).filter(
        closed_at__isnull=True, hears_appeals=False
    )
    form = AssignmentForm(request.POST, committees=open_ones)
    if not form.is_valid():
        return case_page(request, found, bound={"assignment": form}, status=422)
    chosen = form.cleaned_data["committee"]
    return attempted(
        request,
        found,
        lambda: pass_on(found, committee=chosen, **when),
        _("Passed on. Every member reads it alone first."),
        bound={"assignment": form},
    )


@signed_in
@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """The case is taken back; what was written stays."""
    found = case_for(request, pk)
    said = _("Withdrawn. Nothing was decided, and a new case can be started.")
    return attempted(request, found, lambda: withdraw_case(found, **doing(request)), said)


@signed_in
@require_POST
def opening(request: HttpRequest, move: int) -> HttpResponse:
    """POST `answer`: whether a case may be opened by the rules for a move of one's own."""
    when, form = doing(request), AnswerForm(request.POST)
    moves = {each.move.pk: each.move for each in moves_of(when["by"], today=when["today"])}
    if move not in moves:
        raise Http404
    if not form.is_valid():
        messages.error(request, _("Say yes or no."))
    elif form.is_yes:
        accept_opening(move=moves[move], **when)
        messages.success(request, _("Noted. A case is opened when you meet the criteria."))
    else:
        decline_opening(move=moves[move], **when)
        messages.success(request, _("Noted. No case is opened for this unless you start one."))
    return redirect("case_start", when["by"].pk)
