"""The trail, as a page."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.audit.events import present
from trellis_web.audit.models import Event

PAGE_SIZE = 50


@permitted(Permission.AUDIT_READ)
@require_GET
def trail(request: HttpRequest) -> HttpResponse:
    """What happened, latest first, 50 to a page; `?q=` finds a person's events."""
    query = request.GET.get("q", "").strip().replace("\0", "")
    found = visible(Event, to=actor_of(request)).select_related("actor", "subject")
    if query:
        found = found.filter(subject__name__icontains=query) | found.filter(
            actor__name__icontains=query
        )
    page = Paginator(found.order_by("-id"), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [(event, present(event.tag, event.payload)) for event in page.object_list]
    return render(request, "audit/trail.html", {"page": page, "rows": rows, "query": query})
