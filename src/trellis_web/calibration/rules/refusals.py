"""Why something is refused in a session. Refusals of data are those of reviews."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from trellis_web.access.rules import Denial
from trellis_web.reviews.rules import Conflict, Refused

if TYPE_CHECKING:
    from trellis_web.calibration.models import Change
    from trellis_web.calibration.models.marks import Mark

ALREADY_IN = Denial("calibration-already-in", _("This person is in the session already."))
CLOSED = Denial(
    "calibration-closed",
    _("The session was closed in the meantime, so nothing was changed. Your words are kept below."),
)
CYCLE_OVER = Denial(
    "calibration-round-over", _("Only reviews of a round that is open can be compared.")
)
FACILITATOR_LAST = Denial(
    "calibration-last-facilitator",
    _("A session needs somebody who facilitates it. Hand that over first."),
)
INCOMPLETE = Denial("calibration-incomplete", _("The change lacks something."))
NOBODY = Denial(
    "calibration-nobody",
    _("Nobody on the table has a review that was handed in. Start when there is something to see."),
)
NOT_ACTIVE = Denial("calibration-not-active", _("Only somebody who works here can take part."))
NOT_ASKED = Denial(
    "calibration-not-asked", _("The framework of this person does not ask for this competency.")
)
NOT_EDITOR = Denial(
    "calibration-not-editor",
    _("Only the facilitator and named editors change ratings. Ask one of them."),
)
NOT_FACILITATOR = Denial(
    "calibration-not-facilitator", _("Only the facilitator of the session does this.")
)
NOT_HERE = Denial(
    "calibration-not-on-table", _("The ratings of this person are not on the table of the session.")
)
NOT_LAST = Denial(
    "calibration-not-last",
    _("Only the latest change of a rating is taken back. Look at what came after it."),
)
NOT_LIVE = Denial("calibration-not-live", _("The session is not live, so nothing can be changed."))
NOT_RECORDED = Denial(
    "calibration-minutes-off",
    _("Minutes for each person are not recorded here. HR can ask for it under Features."),
)
NOT_TAKEN_BACK = Denial(
    "calibration-undo-of-undo",
    _("This entry takes a change back. Change the rating again instead."),
)
OTHER_TABLE = Denial(
    "calibration-other-table",
    _("The ratings of somebody among them are on a table already, or cannot be compared."),
)
OVERTAKEN = Denial(
    "calibration-overtaken",
    _(
        "Somebody else changed this rating in the meantime, so yours was not stored. Both are"
        " below: look at it, then decide again."
    ),
)
STARTED = Denial("calibration-started", _("The session has started, so this can no longer change."))
UNCHANGED = Denial("calibration-unchanged", _("The rating is that already."))
UNTOLD = Denial(
    "calibration-open",
    _(
        "Some of these people are in a calibration that is not closed, so nothing was released."
        " Close it first, or release the others by their unit."
    ),
)


class Overtaken(Conflict):
    """Somebody else was faster. Carries what stands now, the change that made it, and the wish."""

    def __init__(self, now: "Mark", wanted: "Mark", change: "Change | None") -> None:
        self.now, self.wanted, self.change = now, wanted, change
        super().__init__(OVERTAKEN)


class Lacking(Refused):
    """A change without something that it needs. Carries a sentence for each field."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        self.faults = faults
        super().__init__(INCOMPLETE)
