"""Rounds, who takes part, reviews, released results and check-ins."""

from typing import Any

from django.db.models import QuerySet
from ninja import Router

from trellis_web.access.rules import Scope
from trellis_web.api.schemas.base import Key, Word
from trellis_web.api.schemas.reviews import (
    AssessmentOut,
    CheckInOut,
    CycleOut,
    FeedbackOut,
    ParticipantOut,
    RatingOut,
    ResultOut,
    SightingOut,
)
from trellis_web.api.v1.people import BY_KEY, PEOPLE, WHOSE
from trellis_web.api.v1.reading import offer
from trellis_web.api.v1.resource import Expansion, Filter, Order, Resource
from trellis_web.reviews.models import (
    Assessment,
    CheckIn,
    Cycle,
    Participant,
    Rating,
    ReleasedFeedback,
    ReleasedRating,
    ReleasedResult,
    Sighting,
)

TAG = "Reviews"
router = Router()
BY_PERSON = {"person_id": Filter("person", Key)}
IN_CYCLE = {"cycle_id": Filter("cycle", Key)}
OF_LEVEL = {"level": Filter("level", Word)}


def _with_families(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.prefetch_related("families")


def _with_competency(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.select_related("competency")


def _recorded(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """What is said while a talk is prepared is for the page of the two."""
    return rows.select_related("competency").filter(check_in__recorded_at__isnull=False)


def _resource(name: str, one: str, model: Any, out: Any, **more: Any) -> Resource:
    known: dict[str, Any] = {"orders": BY_KEY, "scope": Scope.REVIEWS_READ, "tag": TAG}
    return Resource(name=name, one=one, model=model, out=out, **{**known, **more})


def _parts(model: Any, out: Any, scope: Scope, column: str, load: Any = _with_competency) -> Any:
    """Rows that are only read inside of another."""
    return Expansion(_resource("", "", model, out, scope=scope, load=load), column, to_many=True)


CYCLES = _resource(
    "cycles",
    "a round",
    Cycle,
    CycleOut,
    load=_with_families,
    orders={**BY_KEY, "due_on": Order("due_on")},
    filters={"kind": Filter("kind", Word), "family": Filter("families__slug", Word)},
)
CYCLE = Expansion(CYCLES, "cycle_id")
PARTICIPANTS = _resource(
    "participants",
    "a person in a round",
    Participant,
    ParticipantOut,
    filters={**BY_PERSON, **IN_CYCLE, **OF_LEVEL},
    expands={"person": WHOSE, "cycle": CYCLE},
)
ASSESSMENTS = _resource(
    "assessments",
    "a review that you write, or may read",
    Assessment,
    AssessmentOut,
    filters={
        "participant_id": Filter("participant", Key),
        "cycle_id": Filter("participant__cycle", Key),
        "author_id": Filter("author", Key),
        "perspective": Filter("perspective", Word),
    },
    expands={
        "participant": Expansion(PARTICIPANTS, "participant_id"),
        "author": Expansion(PEOPLE, "author_id"),
        "ratings": _parts(Rating, RatingOut, Scope.REVIEWS_READ, "assessment_id"),
    },
)
RESULTS = _resource(
    "results",
    "what a round established about a person",
    ReleasedResult,
    ResultOut,
    scope=Scope.RESULTS_READ,
    orders={"released_at": Order("released_at"), **BY_KEY},
    filters={**BY_PERSON, **IN_CYCLE, **OF_LEVEL},
    expands={
        "person": WHOSE,
        "cycle": CYCLE,
        "ratings": _parts(ReleasedRating, RatingOut, Scope.RESULTS_READ, "result_id"),
        "feedback": _parts(ReleasedFeedback, FeedbackOut, Scope.RESULTS_READ, "result_id"),
    },
)
CHECK_INS = _resource(
    "check-ins",
    "a talk about the next level",
    CheckIn,
    CheckInOut,
    filters=BY_PERSON,
    expands={
        "person": WHOSE,
        "sightings": _parts(
            Sighting, SightingOut, Scope.REVIEWS_READ, "check_in_id", load=_recorded
        ),
    },
)
for each in (CYCLES, PARTICIPANTS, ASSESSMENTS, RESULTS, CHECK_INS):
    offer(router, each)
