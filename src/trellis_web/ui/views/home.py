"""The person's own page."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from trellis_web.access.views import actor_of, signed_in
from trellis_web.ui.queries.desk import waiting_on
from trellis_web.ui.queries.home import Home, home_of
from trellis_web.ui.queries.self_check import self_check


@signed_in
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What stands between me and a level; `?target=` names another move from my level."""
    return render(request, "ui/home.html", {"home": _own_home(request), "is_own": True})


@signed_in
@require_GET
def own_check(request: HttpRequest) -> HttpResponse:
    """The sentences of the level ahead beside my own notes; for nobody else, and not kept."""
    way = _own_home(request).way
    if way is None:
        raise Http404
    parts = self_check(actor_of(request), way)
    return render(request, "ui/self_check.html", {"way": way, "parts": parts})


def _own_home(request: HttpRequest) -> Home:
    wanted = request.GET.get("target") or request.GET.get("to", "")
    actor, today = actor_of(request), timezone.localdate()
    try:
        own = home_of(actor, wanted=wanted, is_own=True, today=today)
    except LookupError:
        raise Http404 from None
    return replace(own, waiting=(*waiting_on(actor, today=today), *own.waiting))
