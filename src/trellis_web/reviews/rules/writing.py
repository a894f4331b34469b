"""Until when somebody's words about a participant may be written."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from trellis.process.states import AssessmentState, may_write
from trellis_web.access.rules import Denial
from trellis_web.people.models import Person
from trellis_web.people.rules.days import zone_of
from trellis_web.reviews.models import Assessment, Cycle, Participant
from trellis_web.reviews.rules.refusals import CYCLE_CLOSED

CALIBRATING = Denial(
    "review-calibrating",
    _(
        "The ratings of this person lie on the table of a calibration. From now on they change only"
        " there, each with a reason."
    ),
)
LEFT = Denial(
    "participant-left", _("This person takes part in the round no more, so nothing can be changed.")
)
RESULT_RELEASED = Denial(
    "result-released",
    _("The result of this review is released already, so it can no longer be changed."),
)


def why_not_written(participant: Participant, state: AssessmentState) -> Denial | None:
    """Why the words about a participant can not be changed any more; None while they can."""
    if participant.left_at:
        return LEFT
    if participant.released_at or participant.held_at:
        return RESULT_RELEASED
    return None if may_write(participant.cycle.state, state) else CYCLE_CLOSED


def why_frozen(participant: Participant, perspective: str) -> Denial | None:
    """Why the ratings of a manager change in calibration only; None while they do not.

    Frozen when a session starts, and for good: closing it signs what it made of them.
    """
    is_frozen = participant.calibrating_at and perspective == Assessment.Perspective.MANAGER
    return CALIBRATING if is_frozen else None


def last_day(cycle: Cycle, perspective: str) -> date:
    """The last day of an author's stage; a stage without a day of its own ends with the round."""
    days = {
        Assessment.Perspective.SELF: cycle.self_due_on,
        Assessment.Perspective.PEER: cycle.peers_due_on,
        Assessment.Perspective.UPWARD: cycle.peers_due_on,
    }
    return days.get(Assessment.Perspective(perspective)) or cycle.due_on


def due_at(participant: Participant, perspective: str) -> datetime:
    """The moment of the deadline: the midnight that ends the day where the participant lives."""
    day = last_day(participant.cycle, perspective) + timedelta(days=1)
    return datetime(day.year, day.month, day.day, tzinfo=zone_of(participant.person.time_zone))


def due_for(author: Person, participant: Participant, perspective: str) -> datetime:
    """The last minute before the deadline, by the clock of the author."""
    moment = due_at(participant, perspective) - timedelta(minutes=1)
    return moment.astimezone(zone_of(author.time_zone))
