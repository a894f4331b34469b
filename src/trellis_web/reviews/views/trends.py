"""The results of one person over time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from trellis_web.access.views import actor_of, signed_in
from trellis_web.reviews.actions import note_trend_opened
from trellis_web.reviews.queries.trends import readable, trends_of


@signed_in
@require_GET
def trend(request: HttpRequest, person: int) -> HttpResponse:
    """My results over time; those of a report, or of somebody in my scope, leave a receipt."""
    actor, now = actor_of(request), timezone.now()
    found = get_object_or_404(readable(to=actor, today=timezone.localdate(now)), pk=person)
    note_trend_opened(person=found, by=actor, now=now)
    return render(request, "reviews/trend.html", {"page": trends_of(found)})
