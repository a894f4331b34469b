"""One search over pages, people and behaviours."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from trellis_web.access.views import actor_of, signed_in
from trellis_web.ui.queries.frame import links_of
from trellis_web.ui.queries.search import results

LONGEST = 200


@signed_in
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """What `?q=` finds; the palette reads the same page."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    found = results(words, links_of(request), to=actor_of(request), today=timezone.localdate())
    return render(request, "ui/search.html", {"q": words, "found": found})
