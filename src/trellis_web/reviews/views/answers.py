"""Autosave of a review form, as JSON, and the citing of a private note."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in
from trellis_web.growth.models import EvidenceNote
from trellis_web.reviews.actions import cite_private, save_rating, save_summary
from trellis_web.reviews.forms import RatingForm, SheetForm
from trellis_web.reviews.models import Assessment
from trellis_web.reviews.queries import questions_for, sheet_of
from trellis_web.reviews.queries.sheets import Sheet, saved_item
from trellis_web.reviews.rules import Refused
from trellis_web.reviews.rules.refusals import UNKNOWN_COMPETENCY, Clashing
from trellis_web.reviews.views.saving import note, with_new_bases
from trellis_web.reviews.views.sheet import items_of, scale_of, the_assessment


@signed_in
@require_POST
def rating(request: HttpRequest, pk: int, competency: str) -> HttpResponse:
    """Autosave of one answer, as JSON: its new base, and when it was saved."""
    assessment = the_assessment(request, pk)
    question = questions_for(assessment.participant).get(competency)
    if question is None:
        return _refusal(request, assessment, Refused(UNKNOWN_COMPETENCY))
    form = RatingForm(question, scale_of(assessment.participant), request.POST)
    if not form.is_valid():
        return _errors(form)
    now, by = timezone.now(), actor_of(request)
    try:
        saved = save_rating(assessment, competency=competency, sent=form.sent, by=by, now=now)
    except Refused as refused:
        return _refusal(request, assessment, refused)
    return _saved_answer(saved, competency, has_notes="cites:" in form.cleaned_data["base"])


@signed_in
@require_POST
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """Autosave of the closing words, as JSON like `rating`."""
    assessment = the_assessment(request, pk)
    form = SheetForm(request.POST)
    if not form.is_valid() or form.sent is None:
        return _errors(form)
    now, by = timezone.now(), actor_of(request)
    try:
        saved = save_summary(assessment, summary=form.sent, by=by, now=now)
    except Refused as refused:
        return _refusal(request, assessment, refused)
    sheet = Sheet(saved, (), (), "")
    notes = render_to_string("reviews/_findings.html", {"findings": sheet.findings})
    return JsonResponse(_told(saved) | {"base": sheet.summary_base, "notes": notes})


@signed_in
def citation(request: HttpRequest, pk: int, competency: str, note: int) -> HttpResponse:
    """GET: what citing an own private note means. POST: shares the note, and cites it."""
    assessment = the_assessment(request, pk)
    actor = actor_of(request)
    own = visible(EvidenceNote, to=actor).filter(person=actor, shared_at__isnull=True)
    found = get_object_or_404(own, pk=note)
    question = questions_for(assessment.participant).get(competency)
    back = f"{reverse('review', args=[pk])}#c-{competency}"
    if request.method != "POST" or question is None:
        context = {"assessment": assessment, "note": found, "question": question, "back": back}
        return render(request, "reviews/citation.html", context, status=200 if question else 404)
    try:
        cite_private(assessment, competency=competency, note=found, by=actor, now=timezone.now())
    except Refused as refused:
        messages.error(request, refused.denial.sentence)
    else:
        messages.success(request, _("Shared the note, and cited it."))
    return redirect(back)


def _saved_answer(assessment: Assessment, competency: str, *, has_notes: bool) -> JsonResponse:
    item, done, of = saved_item(assessment, competency)
    context = {"item": item, "findings": item.findings, "participant": assessment.participant}
    told = _told(assessment) | {
        "base": item.base_with(cites=has_notes),
        "competency": competency,
        "is_answered": item.is_answered,
        "progress": _("%(done)d of %(of)d answered") % {"done": done, "of": of},
        "notes": render_to_string("reviews/_findings.html", context),
        "own": render_to_string("reviews/_own.html", context) if item.own else "",
    }
    return JsonResponse(told)


def _told(assessment: Assessment) -> dict[str, Any]:
    at = timezone.localtime(assessment.saved_at)
    return {"saved": _("Saved at %(time)s") % {"time": date_format(at, "H:i")}}


def _refusal(request: HttpRequest, assessment: Assessment, refused: Refused) -> JsonResponse:
    note(request, assessment, refused)
    sentence = str(refused.denial.sentence)
    told = {"code": refused.denial.code, "sentence": sentence}
    if isinstance(refused, Clashing):
        told |= _clash(request, assessment, refused)
    return JsonResponse(told, status=refused.status)


def _clash(request: HttpRequest, assessment: Assessment, refused: Clashing) -> dict[str, str]:
    """The other text, and the base of a page that has shown it."""
    sheet = sheet_of(assessment, to=actor_of(request))
    ((name, fields),) = refused.fields.items()
    context = {"clash": fields, "item": items_of(sheet).get(name), "assessment": assessment}
    return {
        "base": str(with_new_bases(request.POST, sheet, refused.fields)[f"{name}-base"]),
        "notes": render_to_string("reviews/_clash.html", context),
    }


def _errors(form: Form) -> JsonResponse:
    errors = [str(error) for found in form.errors.values() for error in found]
    return JsonResponse({"code": "not-valid", "sentence": " ".join(errors)}, status=422)
