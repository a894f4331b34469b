"""The release of a round: what happens, who gets no result, when, and the confirmation."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.people.models import Person, Unit
from trellis_web.reviews.actions import plan_release, release_results, withdraw_release
from trellis_web.reviews.forms import ReleaseForm
from trellis_web.reviews.models import Cycle, Release
from trellis_web.reviews.queries import progress_of
from trellis_web.reviews.queries.releases import units_waiting, without_review
from trellis_web.reviews.rules import Refused
from trellis_web.reviews.views.exemptions import cycle_for

LISTED = 100
"""How many people without a review the page names; the rest is counted."""


@permitted(Permission.CYCLE_MANAGE)
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: what the release does. POST: releases or plans; missing reviews must be confirmed."""
    found, actor, now = cycle_for(request, pk), actor_of(request), timezone.now()
    is_sent = request.method == "POST"
    data = request.POST if is_sent else None
    form = ReleaseForm(data, units=units_waiting(found), now=now)
    if is_sent and form.is_valid() and _is_confirmed(form, found, actor):
        return _do(request, found, form.cleaned_data)
    missing = without_review(found, to=actor, unit=_unit(form))
    context = {
        "cycle": found,
        "progress": progress_of(found, to=actor),
        "form": form,
        "missing": missing[:LISTED],
        "missing_count": missing.count(),
        "planned": visible(Release, to=actor).filter(cycle=found).select_related("unit"),
    }
    return render(request, "reviews/release.html", context, status=422 if form.errors else 200)


def _unit(form: ReleaseForm) -> Unit | None:
    return form.cleaned_data.get("unit") if form.is_bound else None


def _is_confirmed(form: ReleaseForm, found: Cycle, actor: Person) -> bool:
    """Whether nobody lacks a review, or that they get no result is confirmed."""
    if form.cleaned_data["is_confirmed"]:
        return True
    if not without_review(found, to=actor, unit=_unit(form)).exists():
        return True
    form.add_error(
        "is_confirmed",
        _("Some reviews are missing. Wait for them, or confirm that these people get no result."),
    )
    return False


def _do(request: HttpRequest, found: Cycle, said: dict[str, Any]) -> HttpResponse:
    now, unit, at = timezone.now(), said["unit"], said["at"]
    by = actor_of(request)
    try:
        if at:
            plan_release(found, unit=unit, at=at, by=by, now=now)
        else:
            release_results([found], unit=unit, by=by, now=now, today=timezone.localdate(now))
    except Refused as refused:
        messages.error(request, refused.denial.sentence)
    else:
        words = _("Planned the release.") if at else _("Released %(title)s.")
        messages.success(request, words % {"title": found.title})
    return redirect("cycle", found.pk)


@permitted(Permission.CYCLE_MANAGE)
@require_POST
def withdrawal(request: HttpRequest, pk: int, release: int) -> HttpResponse:
    """Calls a planned release off."""
    rows = visible(Release, to=actor_of(request)).filter(cycle=cycle_for(request, pk))
    found = get_object_or_404(rows.select_related("cycle"), pk=release)
    try:
        withdraw_release(found, by=actor_of(request), now=timezone.now())
    except Refused as refused:
        messages.error(request, refused.denial.sentence)
    else:
        messages.success(request, _("Called the planned release off."))
    return redirect("cycle_release", pk)
