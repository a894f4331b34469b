"""Two levels side by side, over tracks and families."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries.pairs import options, pair
from trellis_web.frameworks.views.reader import open_version


@signed_in
def framework_compare(request: HttpRequest, slug: str) -> HttpResponse:
    """What the second level has, sharpens and adds, and what it no longer asks."""
    opened = open_version(request, slug)
    versions = visible(Version, to=actor_of(request))
    found = pair(opened, versions, request.GET.get("a", ""), request.GET.get("b", ""))
    if found is None:
        raise Http404
    context = {"opened": opened, "pair": found, "options": options(opened, versions)}
    return render(request, "frameworks/compare.html", context)
