"""The parity audit, for authors of frameworks and HR."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.careers.queries.parity import audits
from trellis_web.careers.queries.published import published


@permitted(Permission.FRAMEWORK_EDIT)
def parity(request: HttpRequest) -> HttpResponse:
    """Top against top, levels above the crossover, the way back, bands at equal levels."""
    found = audits(published(to=actor_of(request)))
    return render(request, "careers/parity.html", {"audits": found})
