"""The readiness board: where people stand towards a move. Its columns are computed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from trellis.stats.suppression import SMALLEST
from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied, Permission, is_permitted
from trellis_web.access.views import actor_of, permitted
from trellis_web.insights.queries.board import board, column
from trellis_web.insights.queries.sight import (
    Sight,
    managers_in,
    moves_in,
    sees_numbers,
    sight_of,
    units_in,
)
from trellis_web.insights.rules import COLUMNS, column_of
from trellis_web.people.models import Person, Unit
from trellis_web.readiness.models import Move


@permitted(Permission.INSIGHT_READ)
@require_GET
def readiness_board(request: HttpRequest) -> HttpResponse:
    """One move as columns; `?move=`, `?manager=`, `?unit=`, and `?numbers=1` for everybody."""
    actor, today = actor_of(request), timezone.localdate()
    whole = sight_of(actor, as_numbers="numbers" in request.GET, today=today)
    moves = moves_in(whole)
    chosen = _chosen(moves, request.GET.get("move", ""))
    sight = _narrowed(whole, request)
    context = {
        "board": board(sight, chosen) if chosen else None,
        "moves": moves,
        "sight": sight,
        "smallest": SMALLEST,
        "picked": {name: request.GET.get(name, "") for name in ("manager", "unit")},
        "query": _query(request),
        "may_try": is_permitted(actor, Permission.RESULT_READ, today=today),
        "has_numbers": sees_numbers(actor, today=today),
        **_choices(whole),
    }
    return render(request, "insights/board.html", context)


@permitted(Permission.INSIGHT_READ)
@require_GET
def board_column(request: HttpRequest, pk: int, column: str) -> HttpResponse:
    """All cards of one column, by pages."""
    actor, today = actor_of(request), timezone.localdate()
    whole = sight_of(actor, as_numbers=False, today=today)
    if not whole.is_personal:
        raise Denied
    move = next((move for move, _ in moves_in(whole) if move.pk == pk), None)
    state = column_of(column)
    if move is None or state is None:
        raise Http404
    page, cards = _page(_narrowed(whole, request), move, state, request)
    context = {
        "move": move,
        "title": COLUMNS[state],
        "page": page,
        "cards": cards,
        "query": _query(request),
    }
    return render(request, "insights/column.html", context)


def _page(sight: Sight, move: Move, state: Any, request: HttpRequest) -> tuple[Any, Any]:
    return column(sight, move, state, request.GET.get("page"))


def _chosen(moves: list[tuple[Move, int]], wanted: str) -> Move | None:
    """The move asked for; without one, the one that most people stand before."""
    if not wanted:
        return max(moves, key=lambda each: each[1], default=(None, 0))[0]
    found = next((move for move, _ in moves if str(move.pk) == wanted), None)
    if found is None:
        raise Http404
    return found


def _narrowed(sight: Sight, request: HttpRequest) -> Sight:
    """The sight under the filters; a manager or unit whom the actor may not see is no filter."""
    if not sight.is_personal:
        return sight
    manager, unit = _numbers(request, "manager"), _numbers(request, "unit")
    return sight.under(
        visible(Person, to=sight.actor).filter(pk__in=manager).first() if manager else None,
        visible(Unit, to=sight.actor).filter(pk__in=unit).first() if unit else None,
    )


def _numbers(request: HttpRequest, name: str) -> list[int]:
    """The key in the address, or none."""
    value = request.GET.get(name, "")
    return [int(value)] if value.isascii() and value.isdigit() and len(value) < 19 else []


def _choices(sight: Sight) -> dict[str, Any]:
    """What the filters offer; numbers have none but the move."""
    if not sight.is_personal:
        return {"managers": (), "units": ()}
    return {"managers": managers_in(sight), "units": units_in(sight)}


def _query(request: HttpRequest) -> str:
    """The filters, to be carried on to the pages of the columns."""
    kept = request.GET.copy()
    for name in ("page", "move", "numbers"):
        kept.pop(name, None)
    return kept.urlencode()
