"""The review form: read, save, autosave, hand in, give back."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted, signed_in
from trellis_web.reviews.actions import (
    note_refused_edit,
    reopen_assessment,
    save_assessment,
    save_rating,
    save_summary,
    submit_assessment,
)
from trellis_web.reviews.forms import RatingForm, ReopeningForm, SheetForm, rating_forms
from trellis_web.reviews.models import Assessment
from trellis_web.reviews.queries import answers_of, questions_for
from trellis_web.reviews.rules import CLOSED, Incomplete, Refused, missing
from trellis_web.reviews.rules.refusals import UNKNOWN_COMPETENCY
from trellis_web.reviews.views.sheet import scale_of, sheet_page


def _assessments(request: HttpRequest) -> "QuerySet[Assessment]":
    return visible(Assessment, to=actor_of(request)).select_related(
        "author",
        "participant__person",
        "participant__manager",
        "participant__cycle",
        "participant__version__family",
    )


def _assessment(request: HttpRequest, pk: int) -> Assessment:
    return get_object_or_404(_assessments(request), pk=pk)


@signed_in
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: the sheet, to write or to read. POST: saves all of it."""
    assessment = _assessment(request, pk)
    if request.method != "POST":
        return sheet_page(request, assessment)
    unsaved = _save(request, assessment)
    if unsaved is not None:
        return unsaved
    messages.success(request, _("Saved the review."))
    return redirect("review", pk)


@signed_in
@require_POST
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """Saves the sheet as it was sent, and hands it in. What is missing answers 422."""
    assessment = _assessment(request, pk)
    unsaved = _save(request, assessment)
    if unsaved is not None:
        return unsaved
    try:
        submit_assessment(assessment, by=actor_of(request), now=timezone.now())
    except Incomplete as incomplete:
        fresh = _assessment(request, pk)
        return sheet_page(request, fresh, missing=incomplete.missing, status=incomplete.status)
    except Refused as refused:
        return sheet_page(request, assessment, refused=refused.denial, status=refused.status)
    messages.success(request, _("Handed in the review."))
    return redirect("review", pk)


@signed_in
@require_POST
def rating(request: HttpRequest, pk: int, competency: str) -> HttpResponse:
    """Autosave of one answer, as JSON: the new revision, and when it was saved."""
    assessment = _assessment(request, pk)
    question = questions_for(assessment.participant).get(competency)
    if question is None:
        return _json_refusal(Refused(UNKNOWN_COMPETENCY))
    form = RatingForm(question, scale_of(assessment), request.POST)
    sheet = SheetForm(request.POST)
    if not (form.is_valid() and sheet.is_valid()):
        return _json_errors(form, sheet)
    try:
        saved = save_rating(
            assessment,
            competency=competency,
            answer=form.answer,
            revision=sheet.cleaned_data["revision"],
            by=actor_of(request),
            now=timezone.now(),
        )
    except Refused as refused:
        _note(request, assessment, refused)
        return _json_refusal(refused)
    return _json_saved(saved, competency)


@signed_in
@require_POST
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """Autosave of the closing words, as JSON like `rating`."""
    assessment = _assessment(request, pk)
    sheet = SheetForm(request.POST)
    if not sheet.is_valid():
        return _json_errors(sheet)
    try:
        saved = save_summary(
            assessment, **sheet.cleaned_data, by=actor_of(request), now=timezone.now()
        )
    except Refused as refused:
        _note(request, assessment, refused)
        return _json_refusal(refused)
    return _json_saved(saved)


@permitted(Permission.CYCLE_MANAGE)
def reopening(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: gives a review back to its author, with a reason."""
    assessment = _assessment(request, pk)
    form = ReopeningForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return sheet_page(request, assessment, reopening=form, status=status)
    reason = form.cleaned_data["reason"]
    try:
        reopen_assessment(assessment, reason=reason, by=actor_of(request), now=timezone.now())
    except Refused as refused:
        messages.error(request, refused.denial.sentence)
    else:
        name = assessment.author.name
        messages.success(request, _("Gave the review back to %(name)s.") % {"name": name})
    return redirect("cycle", assessment.participant.cycle_id)


def _save(request: HttpRequest, assessment: Assessment) -> HttpResponse | None:
    """Saves the whole sheet; the page that says why when it could not be saved."""
    questions, scale = questions_for(assessment.participant), scale_of(assessment)
    forms = rating_forms(questions, scale, answers_of(assessment), request.POST)
    sheet = SheetForm(request.POST)
    sent: dict[str, Any] = {"forms": forms, "sheet": sheet}
    if not all([sheet.is_valid(), *(form.is_valid() for form in forms.values())]):
        return sheet_page(request, assessment, **sent, status=422)
    try:
        save_assessment(
            assessment,
            answers={slug: form.answer for slug, form in forms.items() if form.is_changed},
            **sheet.cleaned_data,
            by=actor_of(request),
            now=timezone.now(),
        )
    except Refused as refused:
        _note(request, assessment, refused)
        return sheet_page(
            request, assessment, **sent, refused=refused.denial, status=refused.status
        )
    return None


def _note(request: HttpRequest, assessment: Assessment, refused: Refused) -> None:
    if refused.denial.code == CLOSED.code:
        note_refused_edit(assessment, by=actor_of(request), now=timezone.now())


def _json_saved(assessment: Assessment, competency: str = "") -> JsonResponse:
    at = timezone.localtime(assessment.saved_at)
    words = _("Saved at %(time)s") % {"time": date_format(at, "H:i")}
    told: dict[str, Any] = {"revision": assessment.revision, "saved": words}
    if competency:
        questions = questions_for(assessment.participant)
        lacking = {each.slug for each in missing(questions, answers_of(assessment))}
        done = {"done": len(questions) - len(lacking), "of": len(questions)}
        told["progress"] = _("%(done)d of %(of)d answered") % done
        told |= {"competency": competency, "is_answered": competency not in lacking}
    return JsonResponse(told)


def _json_refusal(refused: Refused) -> JsonResponse:
    sentence = str(refused.denial.sentence)
    return JsonResponse({"code": refused.denial.code, "sentence": sentence}, status=refused.status)


def _json_errors(*forms: Form) -> JsonResponse:
    errors = [str(error) for form in forms for found in form.errors.values() for error in found]
    return JsonResponse({"code": "not-valid", "sentence": " ".join(errors)}, status=422)
