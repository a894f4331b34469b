"""Which competencies stand between a person and the level that a move leads to."""

from dataclasses import dataclass
from enum import StrEnum

from trellis.framework.resolve import level_of
from trellis.readiness.facts import Observation
from trellis.readiness.standpoint import Standpoint


class Standing(StrEnum):
    """How a competency stands towards a move. Only `GAP` is something for the person to do."""

    GAP = "gap"
    NO_OPPORTUNITY = "no_opportunity"
    NOT_ASSESSED = "not_assessed"
    THERE = "there"


@dataclass(frozen=True, slots=True)
class CompetencyStanding:
    """One competency: the score of the latest review, the latest next-level observation."""

    competency: str
    standing: Standing
    score: int | None
    observation: Observation | None


SEEN = {
    Observation.SHOWS: Standing.THERE,
    Observation.NOT_YET: Standing.GAP,
    Observation.NO_OPPORTUNITY: Standing.NO_OPPORTUNITY,
    None: Standing.NOT_ASSESSED,
}


def standings(at: Standpoint) -> tuple[CompetencyStanding, ...]:
    """Every competency that the starting or the target level expects, in file order.

    A gap is a score below the floor of the move (rated by level), or a latest next-level
    observation of `not_yet`. Nobody looked is "not assessed"; no opportunity is a task for the
    manager. Neither is a gap.
    """
    return tuple(_standing(competency, at) for competency in _concerned(at))


def _concerned(at: Standpoint) -> tuple[str, ...]:
    ahead = at.target.expected(level_of(at.move.to)) if at.target else ()
    wanted = dict.fromkeys((*at.expected(), *ahead))
    in_file = [competency for competency in at.framework.competency if competency in wanted]
    return tuple(dict.fromkeys((*in_file, *wanted)))


def _standing(competency: str, at: Standpoint) -> CompetencyStanding:
    score = at.score(at.review, competency) if at.review else None
    seen = at.latest_observation(competency)
    by_level = at.framework.framework.rating.basis == "level"
    is_low = by_level and score is not None and score < floor_of(competency, at)
    return CompetencyStanding(competency, Standing.GAP if is_low else SEEN[seen], score, seen)


def floor_of(competency: str, at: Standpoint) -> int:
    """The highest floor of the move that covers the competency; 0 without one."""
    return at.floors.get(competency, 0)
