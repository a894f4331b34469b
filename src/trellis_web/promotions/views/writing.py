"""What people put into a case: the statement, evidence, findings."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from trellis_web.access.queries import visible
from trellis_web.access.views import signed_in
from trellis_web.growth.models import EvidenceNote
from trellis_web.promotions.actions.findings import set_finding, set_statement_finding
from trellis_web.promotions.actions.permits import require_finder, require_part, require_theirs
from trellis_web.promotions.actions.statements import (
    cite_evidence,
    save_statement,
    uncite_evidence,
)
from trellis_web.promotions.forms.cases import EvidenceForm, FindingForm, ShownForm, StatementForm
from trellis_web.promotions.models import CaseEvidence, Finding, StatementFinding
from trellis_web.promotions.queries.citable import citable, citable_for, cited_for
from trellis_web.promotions.queries.criteria import standings
from trellis_web.promotions.views.ended import over
from trellis_web.promotions.views.showing import attempted, case_for, case_page, doing
from trellis_web.reviews.views.late import keeps_words


@signed_in
@require_POST
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """POST `statement`: the person's own words."""
    found, form = case_for(request, pk, permits=require_theirs), StatementForm(request.POST)
    sent = {"statement": form}
    if not form.is_valid():
        return case_page(request, found, bound=sent, status=422)
    said = {"text": form.cleaned_data["statement"], "changed": form.cleaned_data["changed"]}
    return attempted(
        request,
        found,
        lambda: save_statement(found, **said, **doing(request)),
        _("Saved the statement."),
        bound=sent,
    )


@signed_in
@require_POST
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """POST `note`, `about`: a shared note is cited."""
    found, when = case_for(request, pk, permits=require_part), doing(request)
    form = EvidenceForm(
        request.POST,
        notes=citable(found, to=when["by"], today=when["today"]),
        abouts=citable_for(found, standings(found, today=when["today"])),
    )
    sent = {"evidence": form}
    if not form.is_valid():
        return case_page(request, found, bound=sent, status=422)
    notes = visible(EvidenceNote, to=when["by"], today=when["today"])
    note = get_object_or_404(notes, pk=form.cleaned_data["note"])
    about = cited_for(form.cleaned_data["about"])
    return attempted(
        request,
        found,
        lambda: cite_evidence(found, note=note, **about, **when),
        _("Added."),
        bound=sent,
    )


@signed_in
@require_POST
def evidence_removal(request: HttpRequest, pk: int, evidence: int) -> HttpResponse:
    """The note is no longer cited; it stays where it is."""
    found, when = case_for(request, pk), doing(request)
    rows = visible(CaseEvidence, to=when["by"], today=when["today"]).filter(case=found)
    cited = get_object_or_404(rows, pk=evidence)
    return attempted(request, found, lambda: uncite_evidence(cited, **when), _("Removed."))


@signed_in
@require_POST
@keeps_words(over, reason=gettext_lazy("Why"))
def finding(request: HttpRequest, pk: int, criterion: int) -> HttpResponse:
    """POST `state`, `reason`, `confirmer`: how a criterion stands that people answer."""
    found, when = case_for(request, pk, permits=require_finder), doing(request)
    rows = visible(Finding, to=when["by"], today=when["today"]).filter(case=found)
    row = get_object_or_404(rows, pk=criterion)
    form = FindingForm(request.POST, finding=row, actor=when["by"], today=when["today"])
    return _found(request, row, form, lambda said: set_finding(row, **said, **when))


@signed_in
@require_POST
@keeps_words(over, reason=gettext_lazy("Why"))
def sentence(request: HttpRequest, pk: int, sentence: int) -> HttpResponse:
    """POST `shown`, `reason`: what the case shows for a sentence of the level."""
    found, when = case_for(request, pk, permits=require_finder), doing(request)
    rows = visible(StatementFinding, to=when["by"], today=when["today"]).filter(case=found)
    row = get_object_or_404(rows, pk=sentence)
    form = ShownForm(request.POST, finding=row)
    return _found(request, row, form, lambda said: set_statement_finding(row, **said, **when))


def _found(request: HttpRequest, row: Any, form: FindingForm | ShownForm, act: Any) -> HttpResponse:
    kind = "shown" if isinstance(row, StatementFinding) else "finding"
    sent = {f"{kind}-{row.pk}": form}
    case = case_for(request, row.case_id)
    if not form.is_valid():
        return case_page(request, case, bound=sent, status=422)
    return attempted(request, case, lambda: act(form.cleaned_data), _("Saved."), bound=sent)
