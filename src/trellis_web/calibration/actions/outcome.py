"""What a session leaves behind: calibrated ratings for the release, and the signed log."""

from datetime import datetime

from trellis_web.calibration.models import Change, Session
from trellis_web.calibration.queries.logs import Log, logs_of, signature_of
from trellis_web.calibration.rules.marks import in_force
from trellis_web.people.models import Person
from trellis_web.reviews.models import CalibratedRating, Participant


def settle(session: Session, *, by: Person, now: datetime) -> tuple[int, str]:
    """Stores what changed, marks everyone on the table; how many ratings changed, and the digest.

    Part of an action that audits.
    """
    logs = logs_of(session)
    made = [row for row in map(_calibrated, logs.values()) if row]
    CalibratedRating.objects.bulk_create(made, batch_size=500)
    Participant.objects.filter(calibration__session=session).update(
        calibrated_at=now, calibrated_by=by
    )
    return len(made), signature_of(session)


def _calibrated(log: Log) -> CalibratedRating | None:
    """What the log of one rating came to; None where the manager's mark stands again."""
    reasoned = in_force(log)
    if reasoned is None or log[-1].became == log[0].was:
        return None
    return _rating(log[0], log[-1], reasoned)


def _rating(first: Change, last: Change, reasoned: Change) -> CalibratedRating:
    return CalibratedRating(
        participant_id=first.participant_id,
        competency_id=first.competency_id,
        from_score=first.from_score,
        score=last.to_score,
        step=last.to_step,
        next=last.to_next,
        statement=reasoned.statement,
        wording=reasoned.wording,
        reason=reasoned.employee_reason,
    )
