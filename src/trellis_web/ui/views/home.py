"""The person's own page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from trellis_web.access.views import actor_of, signed_in
from trellis_web.ui.queries.home import home_of


@signed_in
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What stands between me and a level; `?to=` names another move from my level."""
    actor, wanted = actor_of(request), request.GET.get("to", "")
    try:
        page = home_of(actor, wanted=wanted, is_own=True, today=timezone.localdate())
    except LookupError:
        raise Http404 from None
    return render(request, "ui/home.html", {"home": page, "is_own": True})
