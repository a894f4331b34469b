"""One search over pages, people and behaviours."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trellis_web.access.views import signed_in


@signed_in
def search(request: HttpRequest) -> HttpResponse:
    """One search over pages, people and behaviours."""
    return render(request, "base.html")
