"""Which member of a team a manager should look at first, and why, in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from trellis.readiness.criteria import Readiness

LAST = 9
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
TO_WRITE = gettext_lazy("Review to write")
READY = gettext_lazy("Ready: talk about a case")
NO_NOTE = gettext_lazy("No shared note for a month")


@dataclass(frozen=True, slots=True)
class Signs:
    """What a manager can act on. `due_on`: a review of this person still to be handed in."""

    due_on: date | None
    readiness: Readiness | None
    last_note: date | None

    def reasons(self, *, today: date) -> tuple[str, ...]:
        """Why to look, the most pressing first."""
        return tuple(str(words) for _rank, words in self._found(today))

    def order(self, *, today: date) -> tuple[int, ...]:
        """The place on the page: the more pressing the reasons, the earlier."""
        return (*(rank for rank, _words in self._found(today)), LAST)

    def _found(self, today: date) -> list[tuple[int, Promise]]:
        overdue = self.due_on is not None and self.due_on < today
        return [
            sign
            for sign, holds in (
                ((0, OVERDUE), overdue),
                ((1, TO_WRITE), self.due_on is not None and not overdue),
                ((2, READY), self.readiness is Readiness.READY),
                ((3, NO_NOTE), self._is_quiet(today)),
            )
            if holds
        ]

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
