"""The decision: made by the chair, read by the person word for word, objected to."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from trellis.export.to_pdf import Template, to_pdf
from trellis_web.access.queries import visible
from trellis_web.access.rules import Denial, Denied
from trellis_web.access.views import actor_of, signed_in
from trellis_web.promotions.actions.decisions import decide_case
from trellis_web.promotions.forms.decisions import DecisionForm
from trellis_web.promotions.models import Appeal, Case, Decision
from trellis_web.promotions.queries.letters import letter, one_page
from trellis_web.promotions.queries.page import CasePage
from trellis_web.promotions.queries.rooms import Room
from trellis_web.promotions.queries.seats import plan_for
from trellis_web.promotions.queries.telling import is_held
from trellis_web.promotions.rules.people import why_not_deciding
from trellis_web.promotions.views.ended import over
from trellis_web.promotions.views.room import matter
from trellis_web.promotions.views.showing import case_for, doing
from trellis_web.reviews.rules import Refused
from trellis_web.reviews.views.late import keeps_words


@signed_in
@require_GET
def decision_new(request: HttpRequest, pk: int, *, on_appeal: bool = False) -> HttpResponse:
    """The form of the chair."""
    return _page(request, *matter(request, pk, on_appeal=on_appeal))


@signed_in
@require_POST
@keeps_words(over, text=gettext_lazy("The decision in words"), reason=gettext_lazy("Why"))
def decision_making(request: HttpRequest, pk: int, *, on_appeal: bool = False) -> HttpResponse:
    """POST the decision: made once, for good."""
    found, appeal = matter(request, pk, on_appeal=on_appeal)
    form = _form(request, found, request.POST)
    if not form.is_valid():
        return _page(request, found, appeal, form=form, status=422)
    said: dict[str, Any] = {
        "verdict": form.verdict(),
        "changed": form.cleaned_data["changed"],
        "appeal": appeal,
    }
    try:
        made = decide_case(found, **said, **doing(request))
    except Refused as refused:
        fresh, again = matter(request, pk, on_appeal=on_appeal)
        denial, status = refused.denial, refused.status
        return _page(request, fresh, again, form=form, refused=denial, status=status)
    words = _("Decided. %(name)s reads exactly what you wrote.")
    if is_held(made, today=timezone.localdate()):
        words = _("Decided. %(name)s is told in person first, then reads exactly what you wrote.")
    messages.success(request, words % {"name": found.person.first_name})
    return redirect("case_list")


@signed_in
@require_GET
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """A decision as its person reads it, as a letter to print."""
    found = _decision(request, pk)
    page = CasePage(found.case, actor_of(request), timezone.localdate())
    context = {"decision": found, "case": found.case, "page": page}
    return render(request, "promotions/letter.html", context)


@signed_in
@require_GET
def decision_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as PDF."""
    found = _decision(request, pk)
    page = CasePage(found.case, actor_of(request), timezone.localdate())
    return _file(letter(found, page), f"decision-{found.pk}.pdf")


@signed_in
@require_GET
def case_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The case on one page."""
    found = case_for(request, pk)
    page = CasePage(found, actor_of(request), timezone.localdate())
    return _file(one_page(page), f"case-{found.pk}.pdf")


def _decision(request: HttpRequest, pk: int) -> Decision:
    rows = visible(Decision, to=actor_of(request), today=timezone.localdate())
    people = rows.select_related("case__person", "case__move__version", "decided_by", "owner")
    return get_object_or_404(people.prefetch_related("criteria"), pk=pk)


def _file(sheet: dict[str, Any], name: str) -> HttpResponse:
    answer = HttpResponse(to_pdf(sheet, Template.SHEET), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _form(request: HttpRequest, case: Case, sent: Any = None) -> DecisionForm:
    actor, today = actor_of(request), timezone.localdate()
    page = CasePage(case, actor, today)
    return DecisionForm(sent, standings=page.standings, actor=actor, today=today)


def _page(
    request: HttpRequest,
    case: Case,
    appeal: Appeal | None,
    *,
    form: DecisionForm | None = None,
    refused: Denial | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, today = actor_of(request), timezone.localdate()
    if denial := why_not_deciding(case, actor, today=today, as_chair=True, appeal=appeal):
        raise Denied(denial)
    context = {
        "case": case,
        "appeal": appeal,
        "page": CasePage(case, actor, today),
        "room": Room(case, appeal, actor, today),
        "form": form or _form(request, case),
        "plan": plan_for(case.move, case.person, today=today),
        "refused": refused,
    }
    return render(request, "promotions/decide.html", context, status=status)
