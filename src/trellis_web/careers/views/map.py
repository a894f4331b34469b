"""The career map: every line of a family and the moves between them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trellis_web.access.rules import Permission
from trellis_web.access.views import permitted


@permitted(Permission.FRAMEWORK_READ)
def career_map(request: HttpRequest) -> HttpResponse:
    """Where one can go from here."""
    return render(request, "careers/map.html")
