"""Asking colleagues to back a case, and their answers."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Denial
from trellis_web.access.views import actor_of, signed_in
from trellis_web.promotions.actions.backers import answer_backing, ask_backers
from trellis_web.promotions.actions.permits import require_asker
from trellis_web.promotions.forms.backers import BackerForm, BackingForm
from trellis_web.promotions.models import Backer, Case
from trellis_web.promotions.queries.page import CasePage
from trellis_web.promotions.views.ended import no_longer_asked
from trellis_web.promotions.views.showing import case_for, doing
from trellis_web.reviews.rules import Refused
from trellis_web.reviews.views.late import keeps_words

DAYS = 14
"""How long somebody is given to answer, unless it is said otherwise."""


@signed_in
@require_GET
def backers(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is asked, and a form to ask somebody."""
    return _asking(request, case_for(request, pk))


@signed_in
@require_POST
def backer_new(request: HttpRequest, pk: int) -> HttpResponse:
    """POST `person`, `part`, `due_on`: somebody is asked."""
    found, when = case_for(request, pk, permits=require_asker), doing(request)
    form = BackerForm(request.POST, actor=when["by"], today=when["today"])
    if not form.is_valid():
        return _asking(request, found, form=form, status=422)
    said = form.cleaned_data
    try:
        asked = ask_backers(
            found, people=[said["person"]], part=said["part"], due_on=said["due_on"], **when
        )
    except Refused as refused:
        denial, status = refused.denial, refused.status
        return _asking(request, found, form=form, refused=denial, status=status)
    name = said["person"].name
    words = _("Asked %(name)s.") if asked else _("%(name)s is asked already.")
    messages.success(request, words % {"name": name})
    return redirect("case_backers", pk)


@signed_in
@require_GET
def backing(request: HttpRequest, pk: int) -> HttpResponse:
    """What somebody is asked to say about a case."""
    return _answering(request, _backer(request, pk))


@signed_in
@require_POST
@keeps_words(no_longer_asked, text=gettext_lazy("Your answer"))
def backing_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """POST `answer`, `text`: given, or refused with the reason."""
    found, when = _backer(request, pk), doing(request)
    form = BackingForm(request.POST, part=found.part)
    if not form.is_valid():
        return _answering(request, found, form=form, status=422)
    try:
        answer_backing(found, **form.cleaned_data, **when)
    except Refused as refused:
        denial, status = refused.denial, refused.status
        return _answering(request, found, form=form, refused=denial, status=status)
    messages.success(request, _("Thank you. %(name)s can read it.") % {"name": found.case.person})
    return redirect("backing", pk)


def _backer(request: HttpRequest, pk: int) -> Backer:
    """What the reader is asked themself."""
    rows = visible(Backer, to=actor_of(request), today=timezone.localdate())
    mine = rows.filter(person=actor_of(request))
    return get_object_or_404(mine.select_related("case__person", "case__move__version"), pk=pk)


def _asking(
    request: HttpRequest,
    case: Case,
    *,
    form: BackerForm | None = None,
    refused: Denial | None = None,
    status: int = 200,
) -> HttpResponse:
    named: dict[str, Any] = {"actor": actor_of(request), "today": timezone.localdate()}
    page = CasePage(case, named["actor"], named["today"])
    due_on = named["today"] + timedelta(days=DAYS)
    context = {
        "case": case,
        "page": page,
        "form": form or BackerForm(initial={"due_on": due_on}, **named),
        "refused": refused,
    }
    return render(request, "promotions/backers.html", context, status=status)


def _answering(
    request: HttpRequest,
    backer: Backer,
    *,
    form: BackingForm | None = None,
    refused: Denial | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "backer": backer,
        "case": backer.case,
        "page": CasePage(backer.case, actor_of(request), timezone.localdate()),
        "form": form or BackingForm(part=backer.part),
        "refused": refused,
    }
    return render(request, "promotions/backing.html", context, status=status)
