"""Refusals that are not about permission: conflicts (409) and what is not complete (422)."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from trellis_web.access.rules import Denial

ACKNOWLEDGED = Denial(
    "result-acknowledged",
    _("You have acknowledged this result already. What you said then stays as it is."),
)
CLOSED = Denial(
    "review-handed-in",
    _("This review was handed in and can no longer be changed. HR can give it back to you."),
)
CYCLE_CLOSED = Denial(
    "cycle-not-open", _("This round is not open, so nothing can be changed in it.")
)
CYCLE_OPENED = Denial("cycle-opened", _("This round has been opened already."))
CYCLE_RELEASED = Denial("cycle-released", _("The results of this round are released already."))
NOT_AUTHOR = Denial(
    "not-author", _("Only its author writes a review, and only while they lead the person.")
)
NOT_YOUR_RESULT = Denial(
    "not-your-result", _("Only the person whom a result is about acknowledges it.")
)
SEQ_TAKEN = Denial(
    "cycle-number-taken",
    _(
        "A round with this number or a later one exists. Leave the number empty, or choose a"
        " higher one."
    ),
)
STALE = Denial(
    "review-changed",
    _(
        "This review was changed in another window since you opened it. Your text is still here:"
        " copy what you need, then load the page again."
    ),
)
UNKNOWN_COMPETENCY = Denial(
    "competency-not-asked", _("The framework of this review does not ask for this competency.")
)
INCOMPLETE = Denial("review-incomplete", _("Something is still missing."))
UNLAUNCHABLE = Denial("cycle-has-problems", _("The launch check found something to put right."))


class Refused(Exception):
    """The data as they are do not allow it. Code decides on `denial.code`."""

    status = 422

    def __init__(self, denial: Denial) -> None:
        self.denial = denial
        super().__init__(str(denial))


class Conflict(Refused):
    """Something else came first."""

    status = 409


class Incomplete(Refused):
    """A review that lacks answers. Carries what is missing."""

    def __init__(self, missing: Sequence[Any]) -> None:
        self.missing = missing
        super().__init__(INCOMPLETE)


class Unlaunchable(Refused):
    """A round that cannot be opened yet. Carries the problems."""

    def __init__(self, problems: Sequence[Any]) -> None:
        self.problems = problems
        super().__init__(UNLAUNCHABLE)
