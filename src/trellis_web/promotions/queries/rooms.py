"""The room of a committee: who takes part, who has voted, and from when on all votes are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from trellis_web.access.queries import visible
from trellis_web.people.models import Person
from trellis_web.promotions.models import Appeal, Case, Override, Recusal, Vote
from trellis_web.promotions.queries.calibrations import session_of
from trellis_web.promotions.rules.people import deciders


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who takes part."""

    person: Person
    is_chair: bool
    has_voted: bool


@dataclass(frozen=True)
class Room:
    """What a member sees of a case or of an objection, besides the case itself."""

    case: Case
    appeal: Appeal | None
    to: Person
    today: date

    @cached_property
    def seats(self) -> list[Seat]:
        """Those who decide, without those who stepped aside."""
        votes = Vote.objects.filter(case=self.case, appeal=self.appeal)
        voted = set(votes.values_list("member", flat=True))
        found = deciders(self.case, today=self.today, appeal=self.appeal)
        return [Seat(person, is_chair, person.pk in voted) for person, is_chair in found]

    @property
    def is_member(self) -> bool:
        """Whether the reader decides."""
        return any(each.person.pk == self.to.pk for each in self.seats)

    @property
    def is_chair(self) -> bool:
        """Whether the reader leads."""
        return any(each.is_chair for each in self.seats if each.person.pk == self.to.pk)

    @property
    def has_voted(self) -> bool:
        """Whether the reader has voted."""
        return any(each.has_voted for each in self.seats if each.person.pk == self.to.pk)

    @property
    def n_voted(self) -> int:
        """How many have voted."""
        return sum(each.has_voted for each in self.seats)

    @property
    def is_complete(self) -> bool:
        """Whether everybody has."""
        return all(each.has_voted for each in self.seats)

    @property
    def is_open(self) -> bool:
        """Whether the discussion is."""
        return bool((self.appeal or self.case).discussed_at)

    @property
    def is_over(self) -> bool:
        """Whether it was decided."""
        if self.appeal:
            return hasattr(self.appeal, "decision")
        return bool(self.case.decided_at or self.case.withdrawn_at)

    def offers(self, *, is_missing: bool) -> frozenset[str]:
        """The forms for the reader: `vote`, `recusal`, and `override` while a criterion is open."""
        is_together = self.is_open or len(self.seats) == 1
        named = {
            "vote": self.is_member and not self.has_voted and not self.is_open,
            "recusal": self.is_member and not self.is_over,
            "override": self.is_chair and not self.is_over and is_together and is_missing,
        }
        return frozenset(name for name, is_offered in named.items() if is_offered)

    @cached_property
    def votes(self) -> Sequence[Vote]:
        """What the reader may read of the votes: their own, all of them once it is discussed."""
        rows = visible(Vote, to=self.to, today=self.today)
        found = rows.filter(case=self.case, appeal=self.appeal)
        return list(found.select_related("member").order_by("member__name", "pk"))

    @cached_property
    def recusals(self) -> Sequence[Recusal]:
        """Who stepped aside."""
        rows = visible(Recusal, to=self.to, today=self.today).filter(case=self.case)
        return list(rows.select_related("member").order_by("declared_at", "pk"))

    @cached_property
    def overrides(self) -> Sequence[Override]:
        """What was asked for against the criteria."""
        rows = visible(Override, to=self.to, today=self.today).filter(case=self.case)
        return list(rows.select_related("asked_by", "answered_by").order_by("asked_at", "pk"))

    @cached_property
    def session(self) -> object:
        """The calibration behind the ratings."""
        return session_of(self.case)
