"""The release of a round: what happens, who gets no result, and the confirmation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.reviews.actions import release_results
from trellis_web.reviews.forms import ReleaseForm
from trellis_web.reviews.queries import progress_of
from trellis_web.reviews.queries.progress import board
from trellis_web.reviews.rules import Refused
from trellis_web.reviews.views.cycles import cycle_for

LISTED = 100
"""How many people without a review the page names; the rest is counted."""


@permitted(Permission.CYCLE_MANAGE)
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: what the release does. POST: releases; missing reviews must be confirmed."""
    found, actor, now = cycle_for(request, pk), actor_of(request), timezone.now()
    progress = progress_of(found, to=actor)
    form = ReleaseForm(request.POST or None, has_missing=progress.missing > 0)
    status = 200
    if request.method == "POST" and (progress.missing == 0 or form.is_valid()):
        try:
            release_results([found], by=actor, now=now, today=timezone.localdate(now))
        except Refused as refused:
            messages.error(request, refused.denial.sentence)
        else:
            messages.success(request, _("Released %(title)s.") % {"title": found.title})
        return redirect("cycle", pk)
    if request.method == "POST":
        status = 422
    missing = board(found, to=actor).filter(by_manager=False, is_absent=False)
    context = {
        "cycle": found,
        "progress": progress,
        "form": form,
        "missing": missing.select_related("person", "manager").order_by("person__name")[:LISTED],
    }
    return render(request, "reviews/release.html", context, status=status)
