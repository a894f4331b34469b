"""The board of an open round for HR, and the same as a table to take along."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from trellis_web.access.rules import Permission, is_permitted
from trellis_web.access.views import actor_of, permitted
from trellis_web.reviews.models import Cycle
from trellis_web.reviews.queries import progress_of
from trellis_web.reviews.queries.export import progress_csv
from trellis_web.reviews.queries.hand_overs import hand_overs
from trellis_web.reviews.queries.progress import (
    By,
    Show,
    chosen,
    rows_of,
    shares_of,
    stages_of,
)
from trellis_web.reviews.views.exemptions import cycle_for

PAGE = 50


def board_page(request: HttpRequest, found: Cycle) -> HttpResponse:
    """Who has handed in, filtered and paged, and what HR may do about it."""
    actor, today = actor_of(request), timezone.localdate()
    show, by = request.GET.get("show", ""), request.GET.get("by", By.UNIT.value)
    shown = chosen(found, show, today=today)
    progress = progress_of(found, to=actor, shown=shown)
    pages = Paginator(range(progress.shown), PAGE)
    page = pages.get_page(request.GET.get("page"))
    start = (page.number - 1) * PAGE
    can_manage = is_permitted(actor, Permission.CYCLE_MANAGE, today=today)
    can_change = can_manage and not found.released_at
    context = {
        "cycle": found,
        "can_manage": can_manage,
        "can_change": can_change,
        "progress": progress,
        "page": page,
        "rows": rows_of(found, shown, to=actor, today=today, start=start, size=PAGE),
        "filters": Show.choices,
        "show": show,
        "groupings": By.choices,
        "by": by,
        "shares": shares_of(found, by, to=actor),
        "stages": stages_of(found, to=actor),
        "hand_overs": hand_overs(found, to=actor, today=today) if can_change else [],
    }
    return render(request, "reviews/cycle_board.html", context)


@permitted(Permission.REVIEW_READ)
@require_GET
def board_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The board as a CSV file: who handed in, never what."""
    found = cycle_for(request, pk)
    headers = {"Content-Disposition": f'attachment; filename="round-{found.pk}.csv"'}
    content = progress_csv(found, to=actor_of(request))
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)
