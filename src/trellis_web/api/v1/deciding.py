"""How cases are decided: who sits where, votes, overrides, objections, places. Read only."""

from typing import Any

from django.db.models import QuerySet
from ninja import Router

from trellis_web.access.rules import Scope
from trellis_web.api.schemas import deciding as out
from trellis_web.api.schemas.base import ExactDay, Key, Word
from trellis_web.api.v1.people import BY_KEY, PEOPLE, UNITS, WHOSE
from trellis_web.api.v1.reading import offer
from trellis_web.api.v1.resource import Expansion, Filter, Order, Resource
from trellis_web.promotions.models import (
    Appeal,
    CommitteeMember,
    Decline,
    Override,
    Promotion,
    Recusal,
    SeatPlan,
    Telling,
    Vote,
    Waiver,
)

TAG = "Promotion cases"
router = Router(tags=[TAG])
OF_CASE = {"case_id": Filter("case", Key)}
MEMBER = Expansion(PEOPLE, "member_id")


def _with_move(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.select_related("move")


def _with_decision(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.select_related("decision")


def _with_family(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.select_related("family")


def _resource(name: str, one: str, model: Any, shape: Any, **more: Any) -> Resource:
    known: dict[str, Any] = {"orders": BY_KEY, "scope": Scope.CASES_READ, "tag": TAG}
    return Resource(name=name, one=one, model=model, out=shape, **{**known, **more})


COMMITTEE_MEMBERS = _resource(
    "committee-members",
    "somebody on a committee",
    CommitteeMember,
    out.CommitteeMemberOut,
    filters={
        "committee_id": Filter("committee", Key),
        "person_id": Filter("person", Key),
        "is_open": Filter("left_at__isnull", bool),
    },
    expands={"person": WHOSE},
)
VOTES = _resource(
    "votes",
    "what a member thinks of a case",
    Vote,
    out.VoteOut,
    filters={**OF_CASE, "appeal_id": Filter("appeal", Key)},
    expands={"member": MEMBER},
)
RECUSALS = _resource(
    "recusals",
    "a member who stepped aside",
    Recusal,
    out.RecusalOut,
    filters=OF_CASE,
    expands={"member": MEMBER},
)
WAIVERS = _resource(
    "waivers",
    "a criterion that is not asked of a person",
    Waiver,
    out.WaiverOut,
    load=_with_move,
    filters={"person_id": Filter("person", Key), "move": Filter("move__slug", Word)},
    expands={"person": WHOSE},
)
OVERRIDES = _resource(
    "overrides",
    "a request to promote with criteria unmet",
    Override,
    out.OverrideOut,
    orders={"asked_at": Order("asked_at"), **BY_KEY},
    filters={**OF_CASE, "is_open": Filter("answered_at__isnull", bool)},
)
DECLINES = _resource(
    "declines",
    "a case that is not to be opened by itself",
    Decline,
    out.DeclineOut,
    load=_with_move,
    filters={"move": Filter("move__slug", Word)},
)
TELLINGS = _resource(
    "tellings",
    "a decision that is told in person first",
    Telling,
    out.TellingOut,
    load=_with_decision,
    orders={"due_on": Order("due_on"), **BY_KEY},
    filters={
        "case_id": Filter("decision__case", Key),
        "is_open": Filter("told_at__isnull", bool),
    },
)
APPEALS = _resource("appeals", "an objection", Appeal, out.AppealOut, filters=OF_CASE)
PROMOTIONS = _resource(
    "promotions",
    "a decision that changes a position",
    Promotion,
    out.PromotionOut,
    orders={"effective_on": Order("effective_on"), **BY_KEY},
    filters={
        "decision_id": Filter("decision", Key),
        "is_open": Filter("done_at__isnull", bool),
        "effective_from": Filter("effective_on__gte", ExactDay),
    },
)
SEAT_PLANS = _resource(
    "seat-plans",
    "how many places a level has",
    SeatPlan,
    out.SeatPlanOut,
    load=_with_family,
    filters={"family": Filter("family__slug", Word), "level": Filter("level", Word)},
    expands={"unit": Expansion(UNITS, "unit_id")},
)
for each in (
    COMMITTEE_MEMBERS, VOTES, RECUSALS, WAIVERS, OVERRIDES, DECLINES, APPEALS, PROMOTIONS,
    SEAT_PLANS, TELLINGS,
):  # fmt: skip
    offer(router, each)
