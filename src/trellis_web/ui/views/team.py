"""The manager's weekly view."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trellis_web.access.views import signed_in


@signed_in
def team(request: HttpRequest) -> HttpResponse:
    """The manager's weekly view."""
    return render(request, "base.html")
