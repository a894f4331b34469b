"""The readiness board: computed columns, what blocks most people, and other thresholds."""

from typing import Any

from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest
from ninja import Path, Query, Router

from trellis.readiness.what_if import thresholds as thresholds_of
from trellis.stats.suppression import SMALLEST
from trellis_web.access.rules import Denied, Permission, Scope, require
from trellis_web.api.rules import Token
from trellis_web.api.schemas import boards as out
from trellis_web.api.schemas.base import REFUSALS, REFUSALS_OF_ONE, Key
from trellis_web.api.v1.pages import Sorting, Unoffered, page_of
from trellis_web.api.v1.people import PEOPLE, UNITS
from trellis_web.api.v1.reading import Reader, found, refuse_unknown
from trellis_web.frameworks.queries import resolved
from trellis_web.frameworks.queries.moves import words_of
from trellis_web.insights.queries.board import Board, board
from trellis_web.insights.queries.cards import Card, cards_of
from trellis_web.insights.queries.packed import packed
from trellis_web.insights.queries.sight import Sight, sight_of
from trellis_web.insights.queries.what_if import tried
from trellis_web.insights.rules import column_of
from trellis_web.readiness.models import Move
from trellis_web.readiness.queries.plans import standing

BY_MOVE = Sorting("id", "pk")
NEAREST = Sorting("n_open", "n_open")
TOKEN = Token(Scope.READINESS_READ)
router = Router(tags=["Readiness"])


def _looking(request: HttpRequest, wanted: Any, *, numbers: bool) -> tuple[Reader, Sight]:
    """Whom the reader looks at. Raises `Denied` for somebody without a board."""
    refuse_unknown(request, type(wanted))
    reader = Reader.of(request)
    require(reader.actor, Permission.INSIGHT_READ, today=reader.today)
    return reader, sight_of(reader.actor, as_numbers=numbers, today=reader.today)


def _moves(sight: Sight) -> "QuerySet[Move]":
    here = Move.objects.filter(pk__in=sight.rows.order_by().values("move"))
    return here.select_related("version__family").defer("version__text", "version__note")


def _move(sight: Sight, key: int) -> Move:
    """The move of a board; `Http404` where nobody stands whom the reader may look at."""
    move = _moves(sight).filter(pk=key).first()
    if move is None:
        raise Http404
    return move


def _cut(sight: Sight, reader: Reader, wanted: Any) -> Sight:
    """The sight under the filters; numbers are for the whole only, and refuse them."""
    if wanted.manager_id is None and wanted.unit_id is None:
        return sight
    if not sight.is_personal:
        raise Unoffered
    return sight.under(
        found(reader, PEOPLE, wanted.manager_id) if wanted.manager_id else None,
        found(reader, UNITS, wanted.unit_id) if wanted.unit_id else None,
    )


@router.get(
    "/readiness-boards",
    auth=TOKEN,
    response={200: out.OnBoardPage, **REFUSALS},
    url_name="api_readiness_boards",
    operation_id="list_readiness_boards",
    summary="The moves that people stand before whom you may look at, a page at a time",
)
def read_boards(request: HttpRequest, wanted: Query[out.BoardsWanted]) -> out.OnBoardPage:
    """People who stand before no move are on no board."""
    _reader, sight = _looking(request, wanted, numbers=wanted.numbers)
    moves, following = page_of(
        _moves(sight), BY_MOVE, cursor=wanted.cursor, limit=wanted.limit, salt="api:boards"
    )
    people = _people(sight, moves)
    return out.OnBoardPage(
        items=[out.OnBoard.of(move, people.get(move.pk)) for move in moves], next=following
    )


def _people(sight: Sight, moves: list[Move]) -> dict[int, int]:
    """How many stand before each; without those that would be about single people. One query."""
    rows = sight.rows.filter(move__in=moves).order_by().values_list("move")
    least = 1 if sight.is_personal else SMALLEST
    return {move: n for move, n in rows.annotate(n=Count("pk")) if n >= least}


@router.get(
    "/readiness-boards/{pk}",
    auth=TOKEN,
    response={200: out.BoardOut, **REFUSALS_OF_ONE},
    url_name="api_readiness_board",
    operation_id="read_readiness_board",
    summary="The board of one move: its columns, what blocks most people, who waits for a case",
)
def read_board(request: HttpRequest, pk: Path[Key], wanted: Query[out.BoardWanted]) -> out.BoardOut:
    """Rules and records decide the column of a person. Nothing is said of fewer than five
    people to those who read numbers only."""
    reader, whole = _looking(request, wanted, numbers=wanted.numbers)
    move = _move(whole, pk)
    return _board(board(_cut(whole, reader, wanted), move))


def _board(shown: Board) -> out.BoardOut:
    found, waiting = shown.feasibility, shown.waiting
    limits = ("low", "high", "is_few", "is_many")
    return out.BoardOut(
        **out.named(shown.move),
        people=shown.counts.people,
        columns=[
            out.ColumnOut(state=each.state.value, people=each.people) for each in shown.columns
        ],
        blocks=[out.BlockOut(asks=words, people=n) for words, n in shown.blocks],
        feasibility=out.FeasibilityOut(**{each: getattr(found, each) for each in limits})
        if found
        else None,
        waiting=None
        if waiting is None
        else [out.WaitingOut(person_id=row.person_id, since=row.since) for row in waiting],
    )


@router.get(
    "/readiness-boards/{pk}/cards",
    auth=TOKEN,
    response={200: out.CardPage, **REFUSALS_OF_ONE},
    url_name="api_readiness_board_cards",
    operation_id="list_readiness_cards",
    summary="The people in one column of a board, a page at a time",
)
def read_cards(request: HttpRequest, pk: Path[Key], wanted: Query[out.CardsWanted]) -> out.CardPage:
    """For those who may open the page of each of them; 403 for those who read numbers only."""
    reader, whole = _looking(request, wanted, numbers=False)
    if not whole.is_personal:
        raise Denied
    move, state = _move(whole, pk), column_of(wanted.state)
    if state is None:
        raise Unoffered
    sight = _cut(whole, reader, wanted).of(move)
    rows = sight.rows.filter(state=state.value).select_related("person")
    page, following = page_of(
        rows, NEAREST, cursor=wanted.cursor, limit=wanted.limit, salt="api:cards"
    )
    shown = cards_of(page, move, sight)
    return out.CardPage(items=[_card(shown[row.person_id]) for row in page], next=following)


def _card(card: Card) -> out.CardOut:
    return out.CardOut(
        id=card.row.pk,
        person_id=card.row.person_id,
        since=card.row.since,
        n_open=card.row.n_open,
        months=card.months,
        is_new=card.is_new,
        gaps=list(card.gaps),
        helps=card.helps,
        notes=card.notes,
    )


@router.get(
    "/readiness-boards/{pk}/thresholds",
    auth=TOKEN,
    response={200: out.ThresholdsOut, **REFUSALS_OF_ONE},
    url_name="api_readiness_thresholds",
    operation_id="read_thresholds",
    summary="How many would be ready with another threshold, for HR",
)
def read_thresholds(
    request: HttpRequest, pk: Path[Key], wanted: Query[out.ThresholdsWanted]
) -> out.ThresholdsOut:
    """Nothing is changed by looking. The share is a 95 % interval (Wilson)."""
    reader, sight = _looking(request, wanted, numbers=False)
    require(reader.actor, Permission.RESULT_READ, today=reader.today)
    move = _move(sight, pk)
    at = standing(move)
    choices = {each.criterion: each for each in thresholds_of(at.move)}
    name = wanted.criterion or next(iter(choices), "")
    if not choices and not name:
        return out.ThresholdsOut(criterion="", asks="", people=0, criteria=[], items=[])
    if name not in choices:
        raise Http404
    crowd = packed(sight.of(move).rows, move, at, today=sight.today)
    return out.ThresholdsOut(
        criterion=name,
        asks=words_of(resolved(move.version), at.move)[name],
        people=crowd.n,
        criteria=list(choices),
        items=[_tried(each) for each in tried(at.move, choices[name], crowd)],
    )


def _tried(row: Any) -> out.TriedOut:
    parts = ("is_published", "ready", "more", "low", "high")
    return out.TriedOut(value=row.shown, **{each: getattr(row, each) for each in parts})
