"""Rounds: the list, a new one, the launch check, the board, the opening."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission, is_permitted
from trellis_web.access.views import actor_of, permitted, signed_in
from trellis_web.frameworks.models import Family
from trellis_web.reviews.actions import create_cycle, open_cycle
from trellis_web.reviews.forms import CycleForm
from trellis_web.reviews.models import Cycle, Exemption
from trellis_web.reviews.queries import launch_problems, progress_of
from trellis_web.reviews.queries.progress import board, rows_of
from trellis_web.reviews.rules import Refused, Unlaunchable

PAGE = 50


def cycle_for(request: HttpRequest, pk: int) -> Cycle:
    """The round with this key, if the actor may see it."""
    return get_object_or_404(visible(Cycle, to=actor_of(request)), pk=pk)


def _may(request: HttpRequest, permission: Permission) -> bool:
    return is_permitted(actor_of(request), permission, today=timezone.localdate())


@signed_in
def cycle_list(request: HttpRequest) -> HttpResponse:
    """The rounds that the actor takes part in or manages, the latest first."""
    cycles = visible(Cycle, to=actor_of(request)).prefetch_related("families")
    shown = Paginator(cycles.order_by("-to_on", "-pk"), PAGE).get_page(request.GET.get("page"))
    context = {"cycles": shown, "can_manage": _may(request, Permission.CYCLE_MANAGE)}
    return render(request, "reviews/cycles.html", context)


@permitted(Permission.CYCLE_MANAGE)
def cycle_new(request: HttpRequest) -> HttpResponse:
    """A form for a new round; it stays a draft until it is opened."""
    families = visible(Family, to=actor_of(request))
    form = CycleForm(request.POST or None, families=families)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = create_cycle(**form.cleaned_data, by=actor_of(request), now=timezone.now())
            except Refused as refused:
                form.add_error("seq", str(refused.denial.sentence))
            else:
                messages.success(request, _("Set up %(title)s.") % {"title": made.title})
                return redirect("cycle", made.pk)
    return render(request, "reviews/cycle_new.html", {"form": form}, status=status)


@signed_in
def cycle(request: HttpRequest, pk: int) -> HttpResponse:
    """A round: launch check while it is a draft, then its board; participants see its dates."""
    found = cycle_for(request, pk)
    context = {"cycle": found, "can_manage": _may(request, Permission.CYCLE_MANAGE)}
    if not found.opened_at:
        return render(request, "reviews/cycle_draft.html", context | _check(request, found))
    if _may(request, Permission.REVIEW_READ):
        return render(request, "reviews/cycle_board.html", context | _board(request, found))
    return render(request, "reviews/cycle.html", context)


@permitted(Permission.CYCLE_MANAGE)
@require_POST
def opening(request: HttpRequest, pk: int) -> HttpResponse:
    """Opens a round. Problems answer 422 with the launch check."""
    found, now = cycle_for(request, pk), timezone.now()
    try:
        open_cycle(found, by=actor_of(request), now=now, today=timezone.localdate(now))
    except Unlaunchable as refused:
        context = {"cycle": found, "can_manage": True, "refused": refused.denial}
        page = context | _check(request, found)
        return render(request, "reviews/cycle_draft.html", page, status=refused.status)
    except Refused as refused:
        messages.error(request, refused.denial.sentence)
    else:
        messages.success(request, _("Opened %(title)s.") % {"title": found.title})
    return redirect("cycle", pk)


def _check(request: HttpRequest, found: Cycle) -> dict[str, object]:
    """What the page of a draft shows beside the round."""
    return {
        "problems": launch_problems(found, today=timezone.localdate()),
        "exemptions": _exemptions(request, found),
        "families": found.families.all(),
    }


def _board(request: HttpRequest, found: Cycle) -> dict[str, object]:
    """What the page of an open round shows beside it."""
    actor = actor_of(request)
    pages = Paginator(board(found, to=actor).order_by("pk"), PAGE)
    page = pages.get_page(request.GET.get("page"))
    start = (page.number - 1) * PAGE
    rows = rows_of(found, to=actor, today=timezone.localdate(), start=start, size=PAGE)
    return {
        "progress": progress_of(found, to=actor),
        "rows": rows,
        "page": page,
        "can_change": not found.released_at and _may(request, Permission.CYCLE_MANAGE),
        "exemptions": _exemptions(request, found),
    }


def _exemptions(request: HttpRequest, found: Cycle) -> "QuerySet[Exemption]":
    noted = visible(Exemption, to=actor_of(request)).filter(cycle=found)
    return noted.select_related("person").order_by("person__name")
