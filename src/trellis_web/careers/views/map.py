"""The career map: every line of a family, and the moves between them."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from trellis_web.access.rules import Permission, is_permitted, require
from trellis_web.access.views import actor_of, permitted, wants_part
from trellis_web.careers.queries.atlas import Atlas
from trellis_web.careers.queries.carry_over import holder_of
from trellis_web.careers.queries.drawing import file_of, query_of, tall, wide
from trellis_web.careers.queries.history import headcount, held_by
from trellis_web.careers.queries.published import published
from trellis_web.careers.queries.station import StationPage, station_page
from trellis_web.careers.queries.table import rows_of


@permitted(Permission.FRAMEWORK_READ)
@require_GET
def career_map(request: HttpRequest) -> HttpResponse:
    """Where one can go from here; `?station=` is open beside the map.

    With `?scope=all` every family, with `?people=1` how many people stand where, for HR.
    """
    today = timezone.localdate()
    atlas = _atlas(request, today)
    page = _station(request, atlas, today)
    context: dict[str, Any] = {"atlas": atlas, "page": page, "query": query_of(atlas)}
    if wants_part(request):
        return render(request, "careers/map/_station.html", context)
    may = is_permitted(actor_of(request), Permission.PEOPLE_MANAGE, today=today)
    shown = page.stop.key if page else ""
    context |= {"wide": wide(atlas, shown), "tall": tall(atlas, shown), "may_count": may}
    return render(request, "careers/map/map.html", context | {"rows": rows_of(atlas)})


@permitted(Permission.FRAMEWORK_READ)
@require_GET
def career_map_file(request: HttpRequest) -> HttpResponse:
    """The maps as one SVG file, with what is marked on them for the reader."""
    image = file_of(_atlas(request, timezone.localdate()))
    saved = {"Content-Disposition": 'attachment; filename="career-map.svg"'}
    return HttpResponse(image, content_type="image/svg+xml", headers=saved)


def _atlas(request: HttpRequest, today: date) -> Atlas:
    actor = actor_of(request)
    with_people = request.GET.get("people") == "1"
    if with_people:
        require(actor, Permission.PEOPLE_MANAGE, today=today)
    return Atlas(
        known=published(to=actor),
        holder=holder_of(actor, today=today),
        held=held_by(actor, today=today),
        is_whole=request.GET.get("scope") == "all",
        counts=headcount(actor, today=today) if with_people else None,
    )


def _station(request: HttpRequest, atlas: Atlas, today: date) -> StationPage | None:
    """The station that the address names, or the first to look at; 404 for one that is not."""
    key = request.GET.get("station") or atlas.start
    if not key:
        return None
    try:
        return station_page(atlas, key, today=today)
    except LookupError:
        raise Http404 from None
