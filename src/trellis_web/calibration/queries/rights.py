"""What somebody may do in a session, for pages: the actions decide again."""

from django.utils import timezone

from trellis_web.access.rules import Denial
from trellis_web.calibration.models import Member, Session, SessionState
from trellis_web.calibration.queries.interests import interests_about
from trellis_web.calibration.rules.refusals import CLOSED, NOT_EDITOR, NOT_LIVE
from trellis_web.people.models import Person
from trellis_web.reviews.models import Participant

EDITING = (Member.Part.EDITOR, Member.Part.FACILITATOR)


def part_of(session: Session, person: Person) -> str:
    """The part that somebody has in the session now; empty when they are not in it. One query."""
    seats = Member.objects.filter(session=session, person=person, left_at__isnull=True)
    return seats.values_list("part", flat=True).first() or ""


def why_not_editing(session: Session, part: str) -> Denial | None:
    """Why ratings cannot be changed by somebody with this part now; None when they can."""
    if session.state is SessionState.CLOSED:
        return CLOSED
    if session.state is SessionState.PREPARE:
        return NOT_LIVE
    return None if part in EDITING else NOT_EDITOR


def why_not_changed(session: Session, participant: Participant, by: Person) -> Denial | None:
    """Why `by` does not change the ratings of a participant; None when they may. Two queries."""
    if denial := why_not_editing(session, part_of(session, by)):
        return denial
    found = interests_about(session, participant, by, today=timezone.localdate())
    return min(found).denial if found else None
