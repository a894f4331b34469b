"""The pages for what went wrong."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from trellis_web.access.rules import NOT_PERMITTED, Denied
from trellis_web.access.views import public


@public
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 with the sentence of the denial."""
    denial = exception.denial if isinstance(exception, Denied) else NOT_PERMITTED
    return render(request, "403.html", {"denial": denial}, status=403)


@public
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, the same bytes for missing and invisible."""
    return render(request, "404.html", status=404)


@public
def failed(request: HttpRequest) -> HttpResponse:
    """500 without details; it asks neither the database nor the session."""
    context = {"organisation": settings.ORGANISATION}
    return HttpResponse(render_to_string("500.html", context), status=500)
