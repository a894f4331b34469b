"""Refusals that are not about permission: conflicts (409) and what is not complete (422)."""

from collections.abc import Mapping, Sequence
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
CYCLE_NOT_RELEASED = Denial(
    "cycle-not-released", _("This round is not released yet. Release it first, then close it.")
)
JOINED = Denial("joined-already", _("This person takes part in the round already."))
LEFT = Denial("left-the-round", _("This person takes no part in the round any more."))
NOT_HANDED_IN = Denial(
    "not-handed-in", _("This review is not handed in: its author can still change it.")
)
NOT_HELD = Denial(
    "not-held", _("Nothing waits for a talk here: the result was released, or is not ready yet.")
)
NOT_IN_FAMILIES = Denial(
    "not-in-families",
    _("This person holds no position in a job family of the round. Correct that first."),
)
NOT_LEADING = Denial(
    "not-leading", _("A review is handed only to somebody who leads the person now.")
)
RELEASE_PLANNED = Denial(
    "release-planned", _("A release is planned for these people already. Withdraw that one first.")
)
TALKS_OPEN = Denial(
    "talks-open", _("Some people have not been talked with yet. Close the round after that.")
)
SEQ_TAKEN = Denial(
    "cycle-number-taken",
    _(
        "A round with this number or a later one exists. Leave the number empty, or choose a"
        " higher one."
    ),
)
NOT_CITABLE = Denial(
    "note-not-citable",
    _("Only notes that the person has shared, and that you can read, are cited."),
)
STALE = Denial(
    "review-changed",
    _(
        "This answer was changed in another window since you opened the page. Both texts are"
        " below, and nothing was overwritten: keep the one that you want, then save."
    ),
)
UNKNOWN_COMPETENCY = Denial(
    "competency-not-asked", _("The framework of this review does not ask for this competency.")
)
UNSETTABLE = Denial("round-has-faults", _("Something in the setting of the round is not right."))
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


class Clashing(Conflict):
    """The same fields were changed in another window. Carries them, by competency."""

    def __init__(self, fields: Mapping[str, frozenset[str]]) -> None:
        self.fields = fields
        super().__init__(STALE)


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


class Unsettable(Refused):
    """A setting of a round that does not fit together. Carries a sentence for each field."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        self.faults = faults
        super().__init__(UNSETTABLE)
