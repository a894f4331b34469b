"""Calibration: sessions, who is in the room, who is on the table, and what was changed."""

from typing import Any

from django.db.models import QuerySet
from ninja import Router

from trellis_web.access.rules import Scope
from trellis_web.api.schemas.base import Key, Word
from trellis_web.api.schemas.cases import (
    ChangeOut,
    ConflictOut,
    LookedAtOut,
    MemberOut,
    SessionOut,
    SubjectOut,
)
from trellis_web.api.v1.people import BY_KEY, PEOPLE, WHOSE
from trellis_web.api.v1.reading import offer
from trellis_web.api.v1.resource import Expansion, Filter, Resource
from trellis_web.api.v1.reviews import PARTICIPANTS
from trellis_web.calibration.models import Change, Conflict, LookedAt, Member, Session, Subject

TAG = "Calibration"
router = Router(tags=[TAG])
IN_SESSION = {"session_id": Filter("session", Key)}
PARTICIPANT = Expansion(PARTICIPANTS, "participant_id")


def _with_family(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.select_related("family")


def _with_competency(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.select_related("competency")


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
for each in (SESSIONS, MEMBERS, SUBJECTS, CHANGES, CONFLICTS):
    offer(router, each)
