"""Rules about check-ins: what is asked, who says it, and why something is refused. Pure values."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from trellis.framework.model import Statement
from trellis.framework.resolve import ResolvedFramework
from trellis_web.access.rules import Denial

LEVEL_CHANGED = Denial(
    "check-in-level-changed",
    _("The level changed since this check-in started. Start it again: what was prepared stays."),
)
NOBODY_LEADS = Denial(
    "check-in-without-manager",
    _("Nobody leads this person at the moment. Start a check-in when a manager is there."),
)
NO_NEXT_LEVEL = Denial(
    "check-in-without-next-level",
    _("No promotion leads on from this level, so there is nothing to check in about."),
)
NOT_ASKED = Denial(
    "check-in-not-asked", _("The next level does not ask for this competency. Load the page again.")
)
NOT_PREPARED_BY = Denial("check-in-not-yours", _("Only the person prepares their own check-in."))
RECORDED = Denial(
    "check-in-recorded",
    _("This check-in is recorded and stays as it is. Start another one at any time."),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody says of one competency: an observation of `Next`, or nothing, and why."""

    next: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One competency of the next level: its sentences there, and what was seen latest."""

    competency: str
    name: str
    statements: tuple[Statement, ...]
    latest: str = ""

    def changes(self, seen: Seen) -> bool:
        """Whether recording `seen` says anything that is not known yet."""
        return bool(seen.why.strip()) or (bool(seen.next) and seen.next != self.latest)


def competencies_ahead(framework: ResolvedFramework, next_level: str) -> tuple[str, ...]:
    """What a check-in asks for: everything that the next level says something about."""
    return tuple(
        competency
        for competency in framework.expected(next_level)
        if framework.cell(competency, next_level).statements
    )
