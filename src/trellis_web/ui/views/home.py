"""The person's own page."""

from django.http import HttpRequest, HttpResponse

from trellis_web.access.views import signed_in


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """The person's own page."""
    return HttpResponse("")
