"""Shared evidence, endorsements, figures, plans and talks."""

from typing import Any

from django.db.models import QuerySet
from ninja import Router

from trellis_web.access.rules import Scope
from trellis_web.api.schemas.base import ExactDay, Key, Word
from trellis_web.api.schemas.growth import (
    ConfirmationOut,
    EndorsementOut,
    MetricOut,
    PlanActionOut,
    PlanOut,
    SharedNoteOut,
    TalkOut,
)
from trellis_web.api.v1.people import BY_KEY, PEOPLE, WHOSE
from trellis_web.api.v1.reading import offer
from trellis_web.api.v1.resource import Expansion, Filter, Order, Resource
from trellis_web.growth.models import (
    Confirmation,
    Endorsement,
    EvidenceNote,
    MetricValue,
    OneOnOne,
    Plan,
    PlanAction,
)

TAG = "Growth"
router = Router()
BY_PERSON = {"person_id": Filter("person", Key)}
OF_MOVE = {"family": Filter("family", Word), "move": Filter("move", Word)}


def _shared(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """What is private is read under `evidence`, by its author alone."""
    return rows.filter(shared_at__isnull=False).prefetch_related("tags")


def _tagged(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.prefetch_related("tags")


def _resource(name: str, one: str, model: Any, out: Any, **more: Any) -> Resource:
    known: dict[str, Any] = {"orders": BY_KEY, "scope": Scope.GROWTH_READ, "tag": TAG}
    return Resource(name=name, one=one, model=model, out=out, **{**known, **more})


CONFIRMATIONS = _resource(
    "confirmations",
    "whether a colleague confirmed a note",
    Confirmation,
    ConfirmationOut,
    filters={"note_id": Filter("note", Key), "colleague_id": Filter("colleague", Key)},
    expands={
        "note": Expansion(_resource("", "", EvidenceNote, SharedNoteOut, load=_tagged), "note_id")
    },
)
SHARED_EVIDENCE = _resource(
    "shared-evidence",
    "a note that somebody shared",
    EvidenceNote,
    SharedNoteOut,
    load=_shared,
    orders={"happened_on": Order("happened_on"), **BY_KEY},
    filters={
        **BY_PERSON,
        "text": Filter("text__icontains", Word),
        "since": Filter("happened_on__gte", ExactDay),
        "until": Filter("happened_on__lte", ExactDay),
    },
    expands={
        "person": WHOSE,
        "confirmations": Expansion(CONFIRMATIONS, "note_id", to_many=True),
    },
)
ENDORSEMENTS = _resource(
    "endorsements",
    "somebody backs a move of a person",
    Endorsement,
    EndorsementOut,
    filters={**BY_PERSON, **OF_MOVE},
    expands={"person": WHOSE, "endorsed_by": Expansion(PEOPLE, "endorsed_by_id")},
)
METRICS = _resource(
    "metrics",
    "the value of a figure in a period",
    MetricValue,
    MetricOut,
    orders={"period_on": Order("period_on"), **BY_KEY},
    filters={**BY_PERSON, "name": Filter("name", Word)},
    expands={"person": WHOSE},
)
PLAN_ACTIONS = _resource(
    "plan-actions",
    "one thing to do by a day",
    PlanAction,
    PlanActionOut,
    orders={"due_on": Order("due_on"), **BY_KEY},
    filters={"plan_id": Filter("plan", Key), "is_open": Filter("done_at__isnull", bool)},
)
PLANS = _resource(
    "plans",
    "what a person is heading for",
    Plan,
    PlanOut,
    filters={**BY_PERSON, **OF_MOVE, "is_open": Filter("ended_at__isnull", bool)},
    expands={"person": WHOSE, "actions": Expansion(PLAN_ACTIONS, "plan_id", to_many=True)},
)
TALKS = _resource(
    "one-on-ones",
    "a talk took place",
    OneOnOne,
    TalkOut,
    orders={"held_on": Order("held_on"), **BY_KEY},
    filters=BY_PERSON,
    expands={"person": WHOSE},
)
for each in (SHARED_EVIDENCE, CONFIRMATIONS, ENDORSEMENTS, METRICS, PLANS, PLAN_ACTIONS, TALKS):
    offer(router, each)
