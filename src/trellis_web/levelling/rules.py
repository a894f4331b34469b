"""Why something is refused, and until when an objection is possible."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from trellis_web.access.rules import Denial
from trellis_web.levelling.models import Proposal
from trellis_web.people.rules.days import day_of

SMALLEST = 5
"""Nothing is counted about fewer people; a count is taken anew when so many more are in it."""

CLOSED = Denial("levelling-closed", _("This round is closed, so nothing can be changed in it."))
TOLD = Denial(
    "levelling-told",
    _("This person was told already. What changes now, changes by an objection or a correction."),
)
COMPARED = Denial(
    "levelling-compared",
    _("This level was compared over teams and is settled. Ask HR if it is still wrong."),
)
NOT_SETTLED = Denial(
    "levelling-not-settled",
    _("Talk about it when HR has compared the levels over teams, not before."),
)
NOT_CONFIRMED = Denial(
    "levelling-not-confirmed", _("First the manager says which level is right, then HR compares.")
)
NOT_LEADING = Denial("levelling-not-leading", _("Only whoever leads the person now does this."))
NO_LEVEL = Denial(
    "levelling-no-level", _("The framework no longer has this level. Choose one that it has.")
)
NO_REASON = Denial("levelling-no-reason", _("Say why the level changes."))
OWN = Denial("levelling-own", _("Nobody settles their own level."))
TOO_LATE = Denial("levelling-too-late", _("The days in which one could object are over. Ask HR."))
RAISED = Denial("levelling-raised", _("You have objected already; the answer will stand here."))
DECIDED = Denial("levelling-decided", _("This was decided already."))
INVOLVED = Denial(
    "levelling-involved",
    _(
        "You had a part in this level, so somebody else decides: another person of HR, or the"
        " manager of the manager."
    ),
)


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody proposes. `place` is `family/level`."""

    place: str
    title: str = ""
    level_since: date | None = None
    since_source: str = ""
    honoured: str = ""
    reason: str = ""


def objects_until(proposal: Proposal) -> date | None:
    """The last day on which the person may object; None before they were told."""
    if proposal.told_at is None:
        return None
    told = day_of(proposal.told_at, proposal.person.time_zone)
    return told + timedelta(days=proposal.round.objection_days)


def may_object(proposal: Proposal, *, now: datetime) -> bool:
    """Whether the day of `now`, in the person's time zone, is one on which they may object."""
    until = objects_until(proposal)
    return until is not None and day_of(now, proposal.person.time_zone) <= until
