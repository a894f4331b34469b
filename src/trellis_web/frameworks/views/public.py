"""A framework for people without an account. No sign-in, no cookie, and nothing of a person."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from trellis_web.access.views import public
from trellis_web.frameworks.queries.matrix import levels_of, matrix, shown_of, track_of
from trellis_web.frameworks.queries.public import link_of, shown_by

MISSES, WINDOW = 300, 300
"""How many wrong addresses one network may try in so many seconds."""


@csrf_exempt
@public
def public_framework(request: HttpRequest, token: str) -> HttpResponse:
    """The current version, as far as the link allows; a wrong or ended link is a missing page."""
    key = f"public-link-misses:{get_adapter().get_client_ip(request)}"
    if cache.get(key, 0) >= MISSES:
        return render(request, "frameworks/public/busy.html", status=429)
    link = link_of(token, today=timezone.localdate()) if _is_reading(request) else None
    if link is None:
        cache.add(key, 0, WINDOW)
        cache.incr(key)
        raise Http404
    framework = shown_by(link)
    track = track_of(framework, request.GET.get("track", ""))
    levels = levels_of(track) if track else ()
    context = {
        "framework": framework.framework,
        "language": framework.framework.language,
        "track": track,
        "levels": levels,
        "shown": shown_of(levels, request.GET.get("level", "")),
        "groups": matrix(framework, track) if track else (),
    }
    response = render(request, "frameworks/public/framework.html", context)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _is_reading(request: HttpRequest) -> bool:
    return request.method in ("GET", "HEAD")
