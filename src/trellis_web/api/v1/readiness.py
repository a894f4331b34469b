"""Readiness towards each move, and why."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from ninja import Path, Router

from trellis_web.access.rules import Scope
from trellis_web.api.rules import Token
from trellis_web.api.schemas.base import REFUSALS_OF_ONE, Key, Word
from trellis_web.api.schemas.growth import (
    ExplainedOut,
    ExplanationOut,
    FindingOut,
    FindingsOut,
    ReadinessOut,
)
from trellis_web.api.v1.people import BY_KEY, WHOSE
from trellis_web.api.v1.reading import Reader, found, offer
from trellis_web.api.v1.resource import Filter, Order, Resource
from trellis_web.insights.queries.explained import Shown, explained
from trellis_web.readiness.models import Readiness
from trellis_web.ui.queries.home import home_of

TAG = "Readiness"
router = Router(tags=[TAG])


def _with_move(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.select_related("move", "person")


READINESS = Resource(
    name="readiness",
    one="how a person stands towards a move",
    model=Readiness,
    out=ReadinessOut,
    scope=Scope.READINESS_READ,
    tag=TAG,
    load=_with_move,
    orders={**BY_KEY, "since": Order("since")},
    filters={
        "person_id": Filter("person", Key),
        "state": Filter("state", Word),
        "move": Filter("move__slug", Word),
        "from_level": Filter("move__from_level", Word),
    },
    expands={"person": WHOSE},
)
offer(router, READINESS)


@router.get(
    "/readiness/{pk}/findings",
    auth=Token(Scope.READINESS_READ),
    response={200: FindingsOut, **REFUSALS_OF_ONE},
    url_name="api_readiness_findings",
    operation_id="read_findings",
    summary="Each criterion of the move for this person: its state, and why, in words",
)
def read_findings(request: HttpRequest, pk: Path[Key]) -> FindingsOut:
    """From what was released and recorded, as on the page of the person."""
    reader = Reader.of(request)
    row: Readiness = found(reader, READINESS, pk)
    is_own = row.person_id == reader.actor.pk
    try:
        home = home_of(row.person, wanted=row.move.slug, is_own=is_own, today=reader.today)
    except LookupError as error:
        raise Http404 from error
    findings = home.way.journey.judgement.findings if home.way else ()
    return FindingsOut(items=[FindingOut(**each.as_dict()) for each in findings])


@router.get(
    "/readiness/{pk}/explanation",
    auth=Token(Scope.READINESS_READ),
    response={200: ExplanationOut, **REFUSALS_OF_ONE},
    url_name="api_readiness_explanation",
    operation_id="read_explanation",
    summary="The whole rule for this person, what would help most, and whether it hangs on anybody",
)
def read_explanation(request: HttpRequest, pk: Path[Key]) -> ExplanationOut:
    """For a move of the version in force, as on the page of the rule."""
    reader = Reader.of(request)
    row: Readiness = found(reader, READINESS, pk)
    rule = explained(row, today=reader.today) if _is_in_force(row) else None
    if rule is None:
        raise Http404
    return ExplanationOut(
        state=row.state,
        since=row.since,
        eligible_on=row.eligible_on,
        before=_lines(rule.before),
        in_case=_lines(rule.in_case),
        helps=rule.helps,
        changes=rule.changes,
        firm=rule.firm,
    )


def _is_in_force(row: Readiness) -> bool:
    return bool(row.move.version.family.current_id == row.move.version_id)


def _lines(shown: tuple[Shown, ...]) -> list[ExplainedOut]:
    return [ExplainedOut(asks=each.asks, says=each.says, depth=each.depth) for each in shown]
