"""The columns of the readiness board, and what of it is shown to whom. Pure values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from trellis.readiness.criteria import Readiness as State
from trellis.stats.suppression import SMALLEST, too_small

COLUMNS: dict[State, Promise] = {
    State.READY: _("Ready now"),
    State.NEARLY: _("Nearly: one or two criteria are open"),
    State.BUILDING: _("Building"),
    State.NOT_ENOUGH_EVIDENCE: _("New in the role, or not enough evidence"),
}
WORDS: dict[State, Promise] = {
    State.READY: pgettext_lazy("readiness", "Ready"),
    State.NEARLY: pgettext_lazy("readiness", "Nearly"),
    State.BUILDING: pgettext_lazy("readiness", "Building"),
    State.NOT_ENOUGH_EVIDENCE: pgettext_lazy("readiness", "Not enough evidence"),
}
CARDS = 8
"""Cards of a column on the board; the page of the column has all of them."""
PAGE = 48
QUIET = timedelta(days=60)
"""So long somebody may be ready before it is asked why no case was begun."""
BLOCKS = 5
"""How many of the criteria that hold people back are listed."""
NEW = 6
"""Below so many months at a level somebody is new in the role."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people stand in each column. None: hidden, as the group is too small."""

    by_state: Mapping[State, int | None]
    people: int | None

    @property
    def ready(self) -> int | None:
        """Those who meet everything before a case."""
        return self.by_state[State.READY]

    @property
    def is_hidden(self) -> bool:
        """Whether anything is kept back."""
        return self.people is None or None in self.by_state.values()


def counts(found: Mapping[str, int], *, is_personal: bool) -> Counts:
    """The counts for a reader: as they are where the reader may open each person's page.

    Others read nothing of fewer than five people, and where one column is hidden a second one is
    too, so that the total gives nothing away.
    """
    sizes = [found.get(state.value, 0) for state in COLUMNS]
    people = sum(sizes)
    if is_personal:
        return Counts(dict(zip(COLUMNS, sizes, strict=True)), people)
    if people < SMALLEST:
        return Counts(dict.fromkeys(COLUMNS), None)
    small = too_small(sizes)
    shown = [None if index in small else size for index, size in enumerate(sizes)]
    return Counts(dict(zip(COLUMNS, shown, strict=True)), people)


def may_show(n: int, people: int, *, is_personal: bool) -> bool:
    """Whether it may be said that `n` of `people` lack something: not of fewer than five."""
    return is_personal or (n >= SMALLEST and (people == n or people - n >= SMALLEST))


def column_of(word: str) -> State | None:
    """The column whose address says `word`: its state with hyphens."""
    return next((state for state in COLUMNS if state.value.replace(" ", "-") == word), None)
