"""Addresses of the API. Each but its description asks for a token."""

from django.urls import URLPattern, path

from trellis_web.api.views import api, description


def _operations() -> list[URLPattern]:
    """What ninja has routed, without its start page; a session opens none of it."""
    found = [
        each for each in api.urls[0] if isinstance(each, URLPattern) and each.name != "api-root"
    ]
    for pattern in found:
        pattern.callback.login_required = False  # type: ignore[attr-defined]
        pattern.callback.access_rule = "token"  # type: ignore[attr-defined]
    return found


urlpatterns = [path("openapi.json", description, name="api_description"), *_operations()]
