"""Which member of a team a manager should look at first, and why, in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from trellis.readiness.criteria import Readiness

LAST = 99
"""The rank of no reason at all."""
QUIET = 30
"""Days without a shared note after which a 1:1 should ask for one."""
WORDS: dict[Readiness, Promise] = {
    Readiness.BUILDING: pgettext_lazy("readiness", "Building"),
    Readiness.NEARLY: pgettext_lazy("readiness", "Nearly"),
    Readiness.NOT_ENOUGH_EVIDENCE: pgettext_lazy("readiness", "Not enough evidence"),
    Readiness.READY: pgettext_lazy("readiness", "Ready"),
}
OVERDUE = gettext_lazy("Review overdue")
TO_TELL = gettext_lazy("Result to talk about")
TO_WRITE = gettext_lazy("Review to write")
PREPARED = gettext_lazy("Check-in prepared")
TO_AGREE = gettext_lazy("Plan to agree on")
PAST_ITS_DAY = gettext_lazy("Action past its day")
OPPORTUNITY = gettext_lazy("Opportunity to find")
READY = gettext_lazy("Ready: talk about a case")
NO_PLAN = gettext_lazy("No growth plan")
NO_NOTE = gettext_lazy("No shared note for a month")


@dataclass(frozen=True, slots=True)
class Signs:
    """What a manager can act on. `due_on`: a review of this person still to be handed in.

    `is_expected`: whether notes and a plan are, as of nobody who is away. `is_age_seen`: whether
    the organisation has agreed that managers see how old the latest note is; `has_case`: whether
    one is open, so that being ready needs no further talk.
    """

    due_on: date | None
    readiness: Readiness | None
    last_note: date | None
    is_told: bool = True
    is_prepared: bool = False
    is_agreed: bool = True
    has_plan: bool = True
    overdue: int = 0
    opportunities: int = 0
    is_expected: bool = True
    is_age_seen: bool = True
    has_case: bool = False

    def reasons(self, *, today: date) -> tuple[str, ...]:
        """Why to look, the most pressing first."""
        return tuple(str(words) for _rank, words in self._found(today))

    def order(self, *, today: date) -> tuple[int, ...]:
        """The place on the page: the more pressing the reasons, the earlier."""
        return (*(rank for rank, _words in self._found(today)), LAST)

    def _found(self, today: date) -> list[tuple[int, Promise]]:
        overdue = self.due_on is not None and self.due_on < today
        signs = (
            (OVERDUE, overdue),
            (TO_TELL, not self.is_told),
            (TO_WRITE, self.due_on is not None and not overdue),
            (PREPARED, self.is_prepared),
            (TO_AGREE, self.has_plan and not self.is_agreed),
            (PAST_ITS_DAY, self.overdue > 0),
            (OPPORTUNITY, self.opportunities > 0),
            (READY, self.readiness is Readiness.READY and not self.has_case),
            (NO_PLAN, self.is_expected and not self.has_plan),
            (NO_NOTE, self.is_age_seen and self.is_expected and self._is_quiet(today)),
        )
        return [(rank, words) for rank, (words, holds) in enumerate(signs) if holds]

    def _is_quiet(self, today: date) -> bool:
        return self.last_note is None or (today - self.last_note).days > QUIET


def ago(day: date | None, *, today: date) -> str:
    """How long ago a day was."""
    if day is None:
        return _("none yet")
    days = (today - day).days
    if days < 1:
        return _("today")
    return _("yesterday") if days == 1 else _("%(n)d days ago") % {"n": days}
