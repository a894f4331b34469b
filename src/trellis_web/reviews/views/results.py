"""What people read and have to write: their list, and their released results."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in
from trellis_web.reviews.models import Assessment, ReleasedResult
from trellis_web.reviews.queries import result_page


@signed_in
def review_list(request: HttpRequest) -> HttpResponse:
    """The reviews that the actor writes in open rounds, and their own released results."""
    actor, today = actor_of(request), timezone.localdate()
    writing = (
        visible(Assessment, to=actor)
        .filter(
            author=actor,
            participant__is_absent=False,
            participant__cycle__released_at__isnull=True,
        )
        .select_related("participant__cycle", "participant__person")
        .order_by("participant__cycle__due_on", "-perspective", "participant__person__name", "pk")
    )
    results = (
        visible(ReleasedResult, to=actor)
        .filter(person=actor)
        .select_related("cycle")
        .order_by("-cycle__to_on", "-pk")
    )
    context = {
        "open": [each for each in writing if not each.submitted_at],
        "handed_in": [each for each in writing if each.submitted_at],
        "results": results,
        "today": today,
    }
    return render(request, "reviews/list.html", context)


@signed_in
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """One released result, in the words that it was rated under."""
    results = visible(ReleasedResult, to=actor_of(request)).select_related(
        "person", "cycle", "manager", "version__family__current"
    )
    found = get_object_or_404(results, pk=pk)
    return render(request, "reviews/result.html", {"page": result_page(found), "result": found})
