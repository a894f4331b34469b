"""The review form: read, save, confirm what has not changed, hand in, give back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted, signed_in
from trellis_web.reviews.actions import confirm_unchanged, reopen_assessment, submit_assessment
from trellis_web.reviews.forms import ReopeningForm
from trellis_web.reviews.models import Assessment
from trellis_web.reviews.queries import questions_for, sheet_of
from trellis_web.reviews.rules import Incomplete, Refused
from trellis_web.reviews.views.saving import note, save
from trellis_web.reviews.views.sheet import (
    form_context,
    is_writing,
    sheet_page,
    the_assessment,
    when,
)


@signed_in
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: the sheet, to write or to read. POST: saves it, and goes on to what was asked for."""
    assessment = the_assessment(request, pk)
    if request.method != "POST":
        return sheet_page(request, assessment)
    unsaved = save(request, assessment)
    if unsaved is not None:
        return unsaved
    following = request.POST.get("next", "")
    if following == "submission":
        return redirect("review_submission", pk)
    messages.success(request, _("Saved the review."))
    if following == "summary" or following in questions_for(assessment.participant):
        return redirect(f"{reverse('review', args=[pk])}?question={following}")
    return redirect("review", pk)


@signed_in
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: what is missing, what to reword, the answers in brief. POST: hands the review in.

    What is sent along is saved first; what is missing answers 422.
    """
    assessment = the_assessment(request, pk)
    if request.method != "POST":
        return _summary(request, assessment)
    unsaved = save(request, assessment)
    if unsaved is not None:
        return unsaved
    try:
        submit_assessment(assessment, by=actor_of(request), now=timezone.now())
    except Incomplete as incomplete:
        return _summary(request, the_assessment(request, pk), status=incomplete.status)
    except Refused as refused:
        return sheet_page(request, assessment, refused=refused.denial, status=refused.status)
    messages.success(request, _("Handed in the review."))
    return redirect("review", pk)


@signed_in
@require_POST
def confirmation(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing has changed since the last result: in `competency`, or in all that is open."""
    assessment = the_assessment(request, pk)
    unsaved = save(request, assessment)
    if unsaved is not None:
        return unsaved
    one = request.POST.get("competency")
    try:
        confirmed = confirm_unchanged(
            assessment,
            competencies=[one] if one else None,
            by=actor_of(request),
            now=timezone.now(),
        )
    except Refused as refused:
        note(request, assessment, refused)
        return sheet_page(request, assessment, refused=refused.denial, status=refused.status)
    said = ngettext("Confirmed %(n)d answer.", "Confirmed %(n)d answers.", len(confirmed))
    messages.success(request, said % {"n": len(confirmed)})
    return redirect("review", pk)


@permitted(Permission.CYCLE_MANAGE)
def reopening(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: gives a review back to its author, with a reason."""
    assessment = the_assessment(request, pk)
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


def _summary(request: HttpRequest, assessment: Assessment, *, status: int = 200) -> HttpResponse:
    """The page before a review is handed in; whoever does not write it reads the words."""
    actor = actor_of(request)
    if not is_writing(assessment, actor):
        return redirect("review", assessment.pk)
    sheet = sheet_of(assessment, to=actor)
    context = form_context(sheet) | when(actor, assessment, now=timezone.now())
    return render(request, "reviews/submission.html", context, status=status)
