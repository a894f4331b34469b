"""One person on the way to one level: everything that a page says follows from here."""

from dataclasses import dataclass
from functools import cached_property

from trellis.framework.model import Level, Move
from trellis.framework.resolve import ResolvedFramework, level_of
from trellis.readiness.facts import Facts
from trellis.readiness.gaps import CompetencyStanding, Standing, floor_of, standings
from trellis.readiness.judge import Judgement, judge
from trellis.readiness.standpoint import Standpoint


@dataclass(frozen=True)
class Journey:
    """A move seen by one person: the verdict, and each competency that it concerns."""

    at: Standpoint
    judgement: Judgement

    @property
    def move(self) -> Move:
        """The move as the framework has it."""
        return self.at.move

    @property
    def is_promotion(self) -> bool:
        """Whether the level ahead is the one that reviews observe."""
        return self.move.kind == "promotion"

    @property
    def is_return(self) -> bool:
        """Whether the move is a way back: no new case, so nothing stands between."""
        return self.move.kind == "return"

    @property
    def start(self) -> Level:
        """The level that the person holds."""
        return self.at.framework.levels[level_of(self.move.from_)]

    @property
    def code(self) -> str:
        """The id of the level ahead."""
        return level_of(self.move.to)

    @property
    def title(self) -> str:
        """The title of the level ahead; its id where its framework is not published."""
        level = self.at.target.levels.get(self.code) if self.at.target else None
        return level.title if level else self.move.title or self.code

    @cached_property
    def standings(self) -> tuple[CompetencyStanding, ...]:
        """Every competency that either level expects, in file order."""
        return standings(self.at)

    def standing(self, *wanted: Standing) -> tuple[CompetencyStanding, ...]:
        """The competencies that stand so, in file order."""
        return tuple(each for each in self.standings if each.standing in wanted)

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """What the level ahead expects; where it is not published, what the present one does."""
        return self.at.target.expected(self.code) if self.at.target else self.at.expected()

    @property
    def gaps(self) -> tuple[CompetencyStanding, ...]:
        """What stands between, the nearest first: the highest score, unrated last."""
        found = self.standing(Standing.GAP)
        return tuple(sorted(found, key=lambda each: each.score or 0, reverse=True))

    @property
    def there(self) -> tuple[CompetencyStanding, ...]:
        """What the level ahead asks for and was observed already."""
        return self._asked(Standing.THERE)

    @property
    def unseen(self) -> tuple[CompetencyStanding, ...]:
        """What the level ahead asks for and nobody has seen yet, or could not see."""
        return self._asked(Standing.NOT_ASSESSED, Standing.NO_OPPORTUNITY)

    def _asked(self, *wanted: Standing) -> tuple[CompetencyStanding, ...]:
        return tuple(each for each in self.standing(*wanted) if each.competency in self.asked)

    @property
    def has_results(self) -> bool:
        """Whether anything was established at the present level."""
        return any(cycle.ratings and not cycle.absent for cycle in self.at.facts.cycles)

    @property
    def was_away(self) -> bool:
        """Whether the latest round passed while the person was away."""
        latest = max(self.at.facts.cycles, key=lambda cycle: cycle.seq, default=None)
        return latest is not None and latest.absent

    def floor(self, competency: str) -> int:
        """The lowest score that the move accepts for a competency; 0 without one."""
        return floor_of(competency, self.at)

    def name(self, competency: str) -> str:
        """The title of a competency in either framework."""
        for framework in (self.at.framework, self.at.target):
            if framework and competency in framework.competency:
                return framework.competency[competency].title
        return competency


def journey(
    framework: ResolvedFramework, move: str, facts: Facts, target: ResolvedFramework | None = None
) -> Journey:
    """The way of one person along `move`. Raises `BadInput` for a move that is not there.

    `target` is the framework of another family that the move leads to, where it is published.
    """
    judgement = judge(framework, move, facts, target)
    return Journey(Standpoint.towards(framework, judgement.move, facts, target), judgement)
