"""What is different between two results about the same competency. Pure values."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from django.utils.translation import gettext as _

from trellis_web.reviews.models import Next


class Said(Protocol):
    """What a rating and an answer have in common."""

    score: int | None
    next: str


class Turn(StrEnum):
    """What happened to the observation of the next level."""

    NEWLY = "newly"
    NO_LONGER = "no longer"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One competency, before and now. A score of None was not rated: it is no number."""

    before: int | None
    now: int | None
    turn: Turn
    is_reworded: bool = False

    @property
    def is_score(self) -> bool:
        """Whether both were rated, and otherwise."""
        return None not in (self.before, self.now) and self.before != self.now

    @property
    def is_any(self) -> bool:
        """Whether there is something to say."""
        return self.before != self.now or self.turn is not Turn.NONE or self.is_reworded

    def words(self, next_level: str) -> list[str]:
        """What changed, in the order in which it matters."""
        turns = {
            Turn.NEWLY: _("newly shows %(level)s"),
            Turn.NO_LONGER: _("not seen at %(level)s this time"),
        }
        said = [_score_words(self.before, self.now)]
        if self.turn in turns:
            said.append(turns[self.turn] % {"level": next_level})
        if self.is_reworded:
            said.append(_("its sentences were reworded in between"))
        return [each for each in said if each]


def _score_words(before: int | None, now: int | None) -> str:
    if before == now:
        return ""
    if before is None:
        return _("rated %(now)d, not rated before") % {"now": now}
    if now is None:
        return _("not rated this time, %(before)d before") % {"before": before}
    return f"{before} → {now}"


def change_of(before: Said | None, now: Said | None, *, is_reworded: bool = False) -> Change:
    """What changed between two ratings; either may be missing."""
    return Change(
        before.score if before else None,
        now.score if now else None,
        _turn(before.next if before else "", now.next if now else ""),
        is_reworded,
    )


def _turn(before: str, now: str) -> Turn:
    if now == Next.SHOWS and before != Next.SHOWS:
        return Turn.NEWLY
    if before == Next.SHOWS and now == Next.NOT_YET:
        return Turn.NO_LONGER
    return Turn.NONE


def changes(
    before: Mapping[str, Said], now: Mapping[str, Said], reworded: frozenset[str]
) -> dict[str, Change]:
    """By competency that is asked now, what changed; those as before are left out."""
    found = {
        slug: change_of(before.get(slug), now.get(slug), is_reworded=slug in reworded)
        for slug in dict.fromkeys((*now, *before))
    }
    return {slug: change for slug, change in found.items() if change.is_any}
