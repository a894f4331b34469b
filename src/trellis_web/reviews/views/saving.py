"""Saving a whole sheet as a form sends it, with or without script."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from trellis_web.access.views import actor_of
from trellis_web.reviews.actions import note_refused_edit, save_assessment
from trellis_web.reviews.forms import SheetForm, rating_forms
from trellis_web.reviews.models import Assessment
from trellis_web.reviews.queries import Sheet, sheet_of
from trellis_web.reviews.rules import CLOSED, Refused
from trellis_web.reviews.rules.merging import parts_of, rebased
from trellis_web.reviews.rules.refusals import Clashing
from trellis_web.reviews.views.sheet import items_of, sheet_page


def save(request: HttpRequest, assessment: Assessment) -> HttpResponse | None:
    """Saves what was sent of a sheet; the page that says why when it could not be saved."""
    sheet = sheet_of(assessment, to=actor_of(request))
    forms, form = rating_forms(items_of(sheet), request.POST), SheetForm(request.POST)
    sent = {slug: each for slug, each in forms.items() if each.is_changed}
    if not all([form.is_valid(), *(each.is_valid() for each in sent.values())]):
        return sheet_page(request, assessment, forms=forms, form=form, status=422)
    try:
        save_assessment(
            assessment,
            answers={slug: each.sent for slug, each in sent.items()},
            summary=form.sent,
            by=actor_of(request),
            now=timezone.now(),
        )
    except Clashing as clashing:
        return _clash_page(request, sheet, clashing)
    except Refused as refused:
        note(request, assessment, refused)
        return sheet_page(
            request, assessment, forms=forms, form=form,
            refused=refused.denial, status=refused.status,
        )  # fmt: skip
    return None


def note(request: HttpRequest, assessment: Assessment, refused: Refused) -> None:
    """Leaves a trace of an edit after handing in."""
    if refused.denial.code == CLOSED.code:
        note_refused_edit(assessment, by=actor_of(request), now=timezone.now())


def _clash_page(request: HttpRequest, sheet: Sheet, clashing: Clashing) -> HttpResponse:
    """Both texts; saving this page again keeps what stands in its fields."""
    data = with_new_bases(request.POST, sheet, clashing.fields)
    return sheet_page(
        request,
        sheet.assessment,
        forms=rating_forms(items_of(sheet), data),
        form=SheetForm(data),
        refused=clashing.denial,
        clashes=clashing.fields,
        status=clashing.status,
    )


def with_new_bases(
    sent: QueryDict, sheet: Sheet, clashes: Mapping[str, frozenset[str]]
) -> QueryDict:
    """What was sent, from a page that has seen the other text of what clashed."""
    data = sent.copy()
    for slug, item in items_of(sheet).items():
        if fields := clashes.get(slug):
            stored = parts_of(item.answer, item.said.cites)
            data[f"{slug}-base"] = rebased(data.get(f"{slug}-base", ""), stored, fields)
    if "summary" in clashes:
        stored = {"text": sheet.assessment.summary}
        data["summary-base"] = rebased("", stored, clashes["summary"])
    return data
