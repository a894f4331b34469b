"""The pages for what went wrong."""

from django.http import HttpRequest, HttpResponse

from trellis_web.access.views import public


@public
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 with the sentence of the denial."""
    return HttpResponse(str(exception), status=403)


@public
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, the same for missing and invisible."""
    return HttpResponse("", status=404)


@public
def failed(request: HttpRequest) -> HttpResponse:
    """500 without details."""
    return HttpResponse("", status=500)
