"""The log of a session: all of it for its signature, and what a reader may see of it."""

from datetime import UTC
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from trellis_web.access.queries import visible
from trellis_web.calibration.models import Change, LookedAt, Session
from trellis_web.calibration.rules.signing import digest_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from trellis_web.people.models import Person

Log = list[Change]
SIGNED = (
    *("id", "participant", "competency__slug", "turn", "from_score", "to_score", "from_step"),
    *("to_step", "from_next", "to_next", "statement", "wording", "reason", "employee_reason"),
    *("undoes", "changed_by"),
)


def logs_of(session: Session) -> dict[tuple[int, int], Log]:
    """Every change of a session by participant and competency, in order. One query."""
    found: dict[tuple[int, int], Log] = {}
    for change in Change.objects.filter(session=session).order_by("id"):
        found.setdefault((change.participant_id, change.competency_id), []).append(change)
    return found


def signature_of(session: Session) -> str:
    """The digest over the log as it stands. One query."""
    rows = Change.objects.filter(session=session).order_by("id").values(*SIGNED, "changed_at")
    return digest_of(session.pk, map(_plain, rows))


def is_intact(session: Session) -> bool:
    """Whether the log of a closed session is what was signed."""
    return session.digest == signature_of(session)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"changed_at": row["changed_at"].astimezone(UTC).isoformat()}


def change_log(session: Session, *, to: "Person") -> "QuerySet[Change]":
    """What `to` may read of the log, newest first, with people, sentences and evidence.

    `looked_at` holds the notes that were looked at and are shared still. Two queries.
    """
    rows = visible(Change, to=to).filter(session=session)
    people = ("participant__person", "competency", "changed_by", "undoes")
    shared = LookedAt.objects.filter(note__shared_at__isnull=False).select_related("note")
    notes = Prefetch("looked_at", queryset=shared.order_by("pk"))
    return rows.select_related(*people).prefetch_related(notes).order_by("-id")


def changes_since(session: Session, last: int, *, to: "Person") -> list[Change]:
    """The changes after the one with the key `last`, oldest first. One query.

    For polling: each with person and competency; 0 asks for all of them.
    """
    rows = visible(Change, to=to).filter(session=session, pk__gt=last)
    return list(rows.select_related("participant__person", "competency", "changed_by"))


def reasons_about(person: "Person", *, to: "Person") -> "QuerySet[Change]":
    """Why ratings of a person changed, in every session that `to` may read of. One query."""
    rows = visible(Change, to=to).filter(participant__person=person)
    return rows.select_related("session", "competency", "changed_by").order_by("-id")
