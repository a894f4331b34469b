"""Addresses of the API. Each but the description asks for a token."""

from django.urls import URLPattern, path

from trellis_web.api.views import api, description, description_page


def _operations() -> list[URLPattern]:
    """What ninja has routed, without its start page; a session opens none of it.

    Ninja repeats an address for every method; the first answers them all, so one is enough.
    """
    found: dict[str, URLPattern] = {}
    for each in api.urls[0]:
        if isinstance(each, URLPattern) and each.name != "api-root":
            found.setdefault(str(each.pattern), each)
    for pattern in found.values():
        pattern.callback.login_required = False  # type: ignore[attr-defined]
        pattern.callback.access_rule = "token"  # type: ignore[attr-defined]
    return list(found.values())


urlpatterns = [
    path("openapi.json", description, name="api_description"),
    path("docs", description_page, name="api_description_page"),
    *_operations(),
]
