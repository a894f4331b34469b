"""What of a role somebody would bring along, from what is established about them.

A competency carries over when the person has shown it at the rank of the role or above: a score of
"meets" shows their own rank, an observation of `shows` the rank of the next level of their line.
The same sentences at both levels ask for the same, whatever the ranks. A score at the present level
never stands for a higher one, and what nobody looked at is "not assessed", never a gap.
"""

from dataclasses import dataclass
from enum import StrEnum

from trellis.framework.model import Move
from trellis.framework.resolve import ResolvedFramework
from trellis.readiness.facts import Facts, Observation
from trellis.readiness.standpoint import MEETS, Standpoint


class Carried(StrEnum):
    """How a competency of a role stands towards a person."""

    CARRIES = "carries"
    GAP = "gap"
    NEW = "new"
    NO_OPPORTUNITY = "no_opportunity"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, slots=True)
class CarryOver:
    """Every competency that a role asks for, in file order, with how it stands."""

    standings: dict[str, Carried]

    @property
    def carried(self) -> tuple[str, ...]:
        """The competencies that the person brings along."""
        return self.only(Carried.CARRIES)

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is still to be built: seen and not there yet, or not asked where they stand."""
        return self.only(Carried.GAP, Carried.NEW)

    @property
    def asked(self) -> int:
        """How many competencies the role asks for."""
        return len(self.standings)

    @property
    def is_known(self) -> bool:
        """Whether a count can be said: "0 of 9" would be wrong where nobody has looked."""
        return bool(self.carried) or not self.only(Carried.NO_OPPORTUNITY, Carried.NOT_ASSESSED)

    def only(self, *wanted: Carried) -> tuple[str, ...]:
        """The competencies that stand so."""
        return tuple(each for each, standing in self.standings.items() if standing in wanted)


@dataclass(frozen=True, slots=True)
class Role:
    """A level of a framework, as somewhere to go."""

    framework: ResolvedFramework
    level: str

    @property
    def rank(self) -> int:
        """How far up it stands, comparable over tracks."""
        return self.framework.levels[self.level].rank

    @property
    def ref(self) -> str:
        """`family/track/LEVEL`."""
        return f"{self.framework.framework.id}/{self.framework.tracks[self.level].id}/{self.level}"

    def texts(self, competency: str) -> set[str]:
        """The sentences that it asks of a competency."""
        return {each.text for each in self.framework.cell(competency, self.level).statements}


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody in a role (with the cells that they were rated on), and the facts about them."""

    role: Role
    facts: Facts

    def towards(self, role: Role) -> CarryOver:
        """What this person brings along to a role, of their own family or another."""
        at = self._at(role)
        asked = role.framework.expected(role.level)
        return CarryOver({each: self._standing(each, role, at) for each in asked})

    def _at(self, role: Role) -> Standpoint:
        """The standpoint towards a role, as if a move without criteria led there."""
        ends = {"from": self.role.ref, "to": role.ref}
        move = Move.model_validate({"id": "role", "kind": "lateral", **ends})
        return Standpoint(self.role.framework, move, self.facts, role.framework)

    def _standing(self, competency: str, role: Role, at: Standpoint) -> Carried:
        score = at.score(at.review, competency) if at.review else None
        seen = at.latest_observation(competency)
        if self._is_shown(competency, role, score, seen):
            return Carried.CARRIES
        if score is not None and score < MEETS:
            return Carried.GAP
        if role.rank > self.role.rank and seen in _SEEN:
            return _SEEN[seen]
        is_new = competency not in self.role.framework.expected(self.role.level) and not seen
        return Carried.NEW if is_new else Carried.NOT_ASSESSED

    def _is_shown(
        self, competency: str, role: Role, score: int | None, seen: Observation | None
    ) -> bool:
        """Whether the person showed the competency at the rank of the role or above."""
        meets = score is not None and score >= MEETS
        texts = role.texts(competency)
        if meets and texts and texts == self.role.texts(competency):
            return True
        if seen is Observation.SHOWS:
            return self._next_rank >= role.rank
        return meets and self.role.rank >= role.rank

    @property
    def _next_rank(self) -> int:
        """The rank of the next level of the line; the own rank at its top."""
        own = self.role.rank
        levels = self.role.framework.tracks[self.role.level].levels
        return min((level.rank for level in levels if level.rank > own), default=own)


_SEEN = {
    Observation.NOT_YET: Carried.GAP,
    Observation.NO_OPPORTUNITY: Carried.NO_OPPORTUNITY,
}
