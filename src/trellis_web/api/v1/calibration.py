"""Calibration: sessions, who is in the room, who is on the table, what was changed, and minutes."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Router

from trellis_web.access.rules import Scope
from trellis_web.api.rules import Token
from trellis_web.api.schemas.base import REFUSALS_OF_ONE, Key, Word
from trellis_web.api.schemas.cases import (
    ChangeOut,
    ConflictOut,
    LookedAtOut,
    MemberOut,
    MinutesOfSessionOut,
    MinutesOut,
    SessionOut,
    SpokenOut,
    SubjectOut,
)
from trellis_web.api.v1.people import BY_KEY, PEOPLE, WHOSE
from trellis_web.api.v1.reading import Reader, found, offer
from trellis_web.api.v1.resource import Expansion, Filter, Resource
from trellis_web.api.v1.reviews import PARTICIPANTS
from trellis_web.calibration.models import (
    Change,
    Conflict,
    LookedAt,
    Member,
    Session,
    Subject,
    Talk,
)
from trellis_web.calibration.queries.minutes import minutes_by
from trellis_web.organisation.queries import is_on
from trellis_web.organisation.rules import Feature

TAG = "Calibration"
router = Router(tags=[TAG])
IN_SESSION = {"session_id": Filter("session", Key)}
PARTICIPANT = Expansion(PARTICIPANTS, "participant_id")


def _with_family(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.select_related("family")


def _with_competency(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.select_related("competency")


def _while_recorded(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Nothing while minutes are switched off, as on the page."""
    return rows if is_on(Feature.MINUTES) else rows.none()


def _resource(name: str, one: str, model: Any, out: Any, **more: Any) -> Resource:
    known: dict[str, Any] = {"orders": BY_KEY, "scope": Scope.CALIBRATION_READ, "tag": TAG}
    return Resource(name=name, one=one, model=model, out=out, **{**known, **more})


SESSIONS = _resource(
    "calibration-sessions",
    "a session",
    Session,
    SessionOut,
    load=_with_family,
    filters={"cycle_id": Filter("cycle", Key), "family": Filter("family__slug", Word)},
)
MEMBERS = _resource(
    "calibration-members",
    "somebody in the room",
    Member,
    MemberOut,
    filters=IN_SESSION,
    expands={"person": WHOSE},
)
SUBJECTS = _resource(
    "calibration-subjects",
    "a participant on the table",
    Subject,
    SubjectOut,
    filters=IN_SESSION,
    expands={"participant": PARTICIPANT},
)
CHANGES = _resource(
    "calibration-changes",
    "a rating that was moved",
    Change,
    ChangeOut,
    load=_with_competency,
    filters={**IN_SESSION, "participant_id": Filter("participant", Key)},
    expands={
        "participant": PARTICIPANT,
        "looked_at": Expansion(_resource("", "", LookedAt, LookedAtOut), "change_id", to_many=True),
    },
)
CONFLICTS = _resource(
    "calibration-conflicts",
    "a declared conflict of interest",
    Conflict,
    ConflictOut,
    filters=IN_SESSION,
    expands={"person": WHOSE, "member": Expansion(PEOPLE, "member_id")},
)
TALKS = _resource(
    "calibration-talks",
    "when the room spoke of somebody",
    Talk,
    SpokenOut,
    load=_while_recorded,
    filters={**IN_SESSION, "participant_id": Filter("participant", Key)},
    expands={"participant": PARTICIPANT},
)
for each in (SESSIONS, MEMBERS, SUBJECTS, CHANGES, CONFLICTS, TALKS):
    offer(router, each)


@router.get(
    "/calibration-sessions/{pk}/minutes",
    auth=Token(Scope.CALIBRATION_READ),
    response={200: MinutesOfSessionOut, **REFUSALS_OF_ONE},
    url_name="api_calibration_minutes",
    operation_id="read_calibration_minutes",
    summary="For how long the room spoke of each person, by group",
)
def read_minutes(request: HttpRequest, pk: Path[Key]) -> MinutesOfSessionOut:
    """As beside the names of the managers on the board, without the reader's own."""
    reader = Reader.of(request)
    spent = minutes_by("manager", found(reader, SESSIONS, pk), to=reader.actor, now=timezone.now())
    return MinutesOfSessionOut(
        items=[MinutesOut(manager=of.name, people=of.people, minutes=of.each) for of in spent]
    )
