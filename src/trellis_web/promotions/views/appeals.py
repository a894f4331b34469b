"""Objections to a decision."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Denial, Permission
from trellis_web.access.views import actor_of, permitted, signed_in
from trellis_web.promotions.actions.appeals import assign_appeal, raise_appeal
from trellis_web.promotions.forms.committees import AssignmentForm
from trellis_web.promotions.forms.decisions import AppealForm
from trellis_web.promotions.models import Appeal, Case, Committee
from trellis_web.promotions.queries.page import CasePage
from trellis_web.promotions.queries.parts import part_of
from trellis_web.promotions.rules.appeals import APPEAL_DAYS, may_appeal
from trellis_web.promotions.rules.people import why_not_deciding
from trellis_web.promotions.views.room import matter
from trellis_web.promotions.views.showing import case_for, doing
from trellis_web.reviews.rules import Refused


@signed_in
@require_GET
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """The objection to the decision on a case, or the form to object."""
    return _page(request, case_for(request, pk))


@signed_in
@require_POST
def appeal_new(request: HttpRequest, pk: int) -> HttpResponse:
    """POST `text`: the person objects."""
    found, form = case_for(request, pk), AppealForm(request.POST)
    if found.person_id == actor_of(request).pk and not form.is_valid():
        return _page(request, found, form=form, status=422)
    text = form.cleaned_data.get("text", "") if form.is_valid() else ""
    try:
        raise_appeal(found, text=text, **doing(request))
    except Refused as refused:
        denial, status = refused.denial, refused.status
        return _page(request, found, form=form, refused=denial, status=status)
    messages.success(request, _("Sent. People who had no part in the decision hear it."))
    return redirect("appeal", pk)


@permitted(Permission.CASE_MANAGE)
@require_POST
def appeal_committee(request: HttpRequest, pk: int) -> HttpResponse:
    """POST `committee`: HR says who hears the objection."""
    found, raised = matter(request, pk, on_appeal=True)
    form = AssignmentForm(request.POST, committees=_hearing(request))
    if raised is None or not form.is_valid():
        return _page(request, found, assignment=form, status=422)
    try:
        assign_appeal(raised, committee=form.cleaned_data["committee"], **doing(request))
    except Refused as refused:
        denial, status = refused.denial, refused.status
        return _page(request, found, assignment=form, refused=denial, status=status)
    messages.success(request, _("Passed on. They read the case now."))
    return redirect("appeal", pk)


def _hearing(request: HttpRequest) -> QuerySet[Committee]:
    rows = visible(Committee, to=actor_of(request), today=timezone.localdate())
    return rows.filter(closed_at__isnull=True, hears_appeals=True)


def _page(
    request: HttpRequest,
    case: Case,
    *,
    form: AppealForm | None = None,
    assignment: AssignmentForm | None = None,
    refused: Denial | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, today = actor_of(request), timezone.localdate()
    rows = visible(Appeal, to=actor, today=today).select_related("committee", "raised_by")
    raised = rows.filter(case=case).first()
    part = part_of(case, actor, today=today)
    may_assign = part.is_hr and raised is not None and raised.discussed_at is None
    context = {
        "case": case,
        "page": CasePage(case, actor, today),
        "appeal": raised,
        "part": part,
        "hears": raised and not why_not_deciding(case, actor, today=today, appeal=raised),
        "days": APPEAL_DAYS,
        "may_appeal": part.is_own and may_appeal(case, today=today),
        "form": form or AppealForm(),
        "assignment": (assignment or AssignmentForm(committees=_hearing(request)))
        if may_assign
        else None,
        "refused": refused,
    }
    return render(request, "promotions/appeal.html", context, status=status)
