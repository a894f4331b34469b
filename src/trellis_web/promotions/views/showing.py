"""The page of a case, and how an action on it ends: at the page, or at the page with the refusal.

What somebody typed stays in the form, whatever refused it.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from trellis_web.access.queries import visible
from trellis_web.access.rules import Denial
from trellis_web.access.views import actor_of
from trellis_web.people.models import Person
from trellis_web.promotions.forms.cases import EvidenceForm, FindingForm, ShownForm, StatementForm
from trellis_web.promotions.forms.committees import AssignmentForm
from trellis_web.promotions.models import Case, Committee, Decision
from trellis_web.promotions.queries.citable import citable, citable_for
from trellis_web.promotions.queries.page import CasePage
from trellis_web.promotions.queries.parts import Part, part_of
from trellis_web.reviews.rules import Refused

Bound = Mapping[str, forms.Form]
"""Forms as they were sent, by their name on the page."""


class Permit(Protocol):
    """Raises `Denied` for whoever may not do something to a case."""

    def __call__(self, case: Case, by: Person, /, *, today: date) -> None: ...


def doing(request: HttpRequest) -> dict[str, Any]:
    """Who acts, and when."""
    return {"by": actor_of(request), "now": timezone.now(), "today": timezone.localdate()}


def case_for(request: HttpRequest, pk: int, *, permits: Permit | None = None) -> Case:
    """A case that the reader sees, or 404; `permits` denies it before any form is read."""
    rows = visible(Case, to=actor_of(request), today=timezone.localdate())
    people = rows.select_related("person", "move__version__family", "committee", "started_by")
    found = get_object_or_404(people, pk=pk)
    if permits:
        permits(found, actor_of(request), today=timezone.localdate())
    return found


def attempted(
    request: HttpRequest,
    case: Case,
    act: Callable[[], object],
    said: str,
    *,
    bound: Bound | None = None,
    anchor: str = "",
) -> HttpResponse:
    """Acts, then leads back to the case; refused, it shows the case with the reason."""
    try:
        act()
    except Refused as refused:
        fresh = case_for(request, case.pk)
        return case_page(request, fresh, bound=bound, refused=refused.denial, status=refused.status)
    messages.success(request, said)
    return redirect(reverse("case", args=[case.pk]) + anchor)


def case_page(
    request: HttpRequest,
    case: Case,
    *,
    bound: Bound | None = None,
    refused: Denial | None = None,
    status: int = 200,
) -> HttpResponse:
    """The case as its reader sees it."""
    actor, today = actor_of(request), timezone.localdate()
    page, part = CasePage(case, actor, today), part_of(case, actor, today=today)
    sent = bound or {}
    decisions = visible(Decision, to=actor, today=today).filter(case=case)
    offered = _forms(page, part, sent)
    context = {
        "case": case,
        "page": page,
        "part": part,
        "refused": refused,
        "errors": [error for form in sent.values() for error in _errors(form)],
        "decisions": decisions.select_related("decided_by", "owner"),
        "kept": kept(form for name, form in sent.items() if not _has_place(name, offered, part)),
        **offered,
        **_rows(page, part, sent),
    }
    return render(request, "promotions/case.html", context, status=status)


def kept(unplaced: Iterable[forms.Form]) -> list[tuple[str, str]]:
    """Label and text of what was written in forms that the page no longer has."""
    return [
        (str(field.label), str(field.value()))
        for form in unplaced
        for field in form.visible_fields()
        if isinstance(field.field.widget, forms.Textarea) and field.value()
    ]


def _has_place(name: str, offered: Mapping[str, object], part: Part) -> bool:
    """Whether a form that was sent is on the page: one of a row is named `finding-3`."""
    return name in offered or ("-" in name and part.finds)


def _errors(form: forms.Form) -> list[str]:
    return [str(error) for errors in form.errors.values() for error in errors]


def _forms(page: CasePage, part: Part, sent: Bound) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if part.writes:
        found["statement"] = StatementForm(initial={"statement": page.case.statement})
    if part.cites:
        found["evidence"] = EvidenceForm(
            notes=citable(page.case, to=page.to, today=page.today),
            abouts=citable_for(page.case, page.standings),
        )
    if part.passes_on:
        committees = visible(Committee, to=page.to, today=page.today).filter(
            closed_at__isnull=True, hears_appeals=False
        )
        found["assignment"] = AssignmentForm(committees=committees)
    return found | {name: form for name, form in sent.items() if name in found}


def _rows(page: CasePage, part: Part, sent: Bound) -> dict[str, Any]:
    """Criteria and sentences, each with its form where the reader may set it."""
    named = {"actor": page.to, "today": page.today}
    criteria, competencies = [], []
    for row in page.criteria:
        finding, form = row.standing.frozen, None
        if part.finds and finding and not finding.is_computed:
            key = f"finding-{finding.pk}"
            form = sent.get(key)
            if form is None and not row.standing.is_waived:
                form = FindingForm(finding=finding, auto_id=f"{key}-%s", **named)
        criteria.append((row, form))
    for title, shown in page.competencies:
        rows = [(each, _shown_form(each.finding, part, sent)) for each in shown]
        competencies.append((title, rows))
    return {"criteria": criteria, "competencies": competencies}


def _shown_form(finding: Any, part: Part, sent: Bound) -> forms.Form | None:
    if not (part.finds and finding.pk):
        return None
    return sent.get(f"shown-{finding.pk}") or ShownForm(finding=finding)
