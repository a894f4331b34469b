"""The calendar of a person, for their calendar program: no sign-in, but a secret address."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from trellis_web.access.views import public
from trellis_web.notices.queries import calendar_reader
from trellis_web.reviews.queries.calendars import calendar_of

MISSES, WINDOW = 300, 300
"""How many wrong addresses one network may try in so many seconds."""


@public
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The deadlines of whoever the address belongs to; a wrong or ended one is a missing page."""
    key = f"calendar-misses:{get_adapter().get_client_ip(request)}"
    if cache.get(key, 0) >= MISSES:
        return HttpResponse(status=429)
    person = calendar_reader(token)
    if person is None:
        cache.add(key, 0, WINDOW)
        cache.incr(key)
        raise Http404
    content = calendar_of(person, now=timezone.now())
    headers = {"X-Robots-Tag": "noindex, nofollow"}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
