"""Where one person stands towards one move: facts read through the framework."""

from dataclasses import dataclass
from functools import cached_property

from trellis.framework.model import Move
from trellis.framework.resolve import ResolvedFramework, family_of, level_of
from trellis.readiness.facts import Cycle, CycleKind, Facts, Observation, Sighting
from trellis.readiness.runs import Observed, Run, carried_on, run_of, tally
from trellis.readiness.scores import Scores

MEETS = 3
"""The score of someone who shows exactly the step that the level expects."""


@dataclass(frozen=True)
class Standpoint:
    """The facts of a person, seen from a move.

    `target` is the framework that the move leads to; None when it is not known, as for a move
    into another family that is judged from one file.
    """

    framework: ResolvedFramework
    move: Move
    facts: Facts
    target: ResolvedFramework | None

    @classmethod
    def towards(
        cls,
        framework: ResolvedFramework,
        move: Move,
        facts: Facts,
        target: ResolvedFramework | None = None,
    ) -> "Standpoint":
        """The standpoint, with the framework itself as target of a move inside the family."""
        home = framework.framework.id
        return cls(
            framework, move, facts, framework if family_of(move.to, home) == home else target
        )

    @cached_property
    def review(self) -> Cycle | None:
        """The latest review. Check-ins never replace it; one missed through absence is skipped."""
        reviews = (c for c in self.facts.cycles if c.kind is CycleKind.REVIEW and not c.absent)
        return max(reviews, key=lambda cycle: cycle.seq, default=None)

    @cached_property
    def newest_first(self) -> tuple[Cycle, ...]:
        """The cycles that the person was there for, the latest first."""
        there = (cycle for cycle in self.facts.cycles if not cycle.absent)
        return tuple(sorted(there, key=lambda cycle: cycle.seq, reverse=True))

    @cached_property
    def floors(self) -> dict[str, int]:
        """The highest floor of the move for each competency that one covers."""
        floors = [floor for leaf in self.move.leaves() if (floor := leaf.floor) is not None]
        lowest_first = sorted(floors, key=lambda floor: floor.min)
        return {c: floor.min for floor in lowest_first for c in self.expected(floor.of)}

    def expected(self, of: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The competencies that count: those in `of`, or all that the starting level expects."""
        return tuple(dict.fromkeys(of)) or self.framework.expected(level_of(self.move.from_))

    def scores(self, of: tuple[str, ...] = ()) -> Scores:
        """The scores of the latest review."""
        expected = self.expected(of)
        if self.review is None:
            return Scores(len(expected))
        return Scores.of(self.score(self.review, competency) for competency in expected)

    def run(self, of: tuple[str, ...] = ()) -> Run:
        """The run of next-level behaviour that ends at the latest cycle, check-ins included.

        What was seen between the cycles since then says whether it goes on (docs/adr/0013).
        """
        expected = self.expected(of)
        run = run_of(self._observed(cycle, expected) for cycle in self.facts.cycles)
        since = self._since_latest.keys() & set(expected)
        return carried_on(run, *tally(map(self._now, expected))) if since else run

    def score(self, cycle: Cycle, competency: str) -> int | None:
        """The score 1 to 5 in a cycle; None is "not enough seen".

        With basis `step` and no score given: clamp(3 + shown - expected, 1, 5).
        """
        rating = cycle.ratings.get(competency)
        if rating is None or rating.score is not None:
            return rating.score if rating else None
        shown = self._shown(competency, rating.step)
        expected = self._index(
            competency, self.framework.cell(competency, level_of(self.move.from_)).step
        )
        if shown is None or expected is None:
            return None
        return min(5, max(1, MEETS + shown - expected))

    def observation(self, cycle: Cycle, competency: str) -> Observation | None:
        """What a cycle saw of the next level; None when nobody looked.

        With basis `step` and no observation given: whether the step of the next level is reached.
        """
        rating = cycle.ratings.get(competency)
        if rating is None or rating.next is not None:
            return rating.next if rating else None
        shown = self._shown(competency, rating.step)
        asked = self._index(competency, self._step_asked_next(competency))
        if shown is None or asked is None:
            return None
        return Observation.SHOWS if shown >= asked else Observation.NOT_YET

    def latest_observation(self, competency: str) -> Observation | None:
        """The latest thing seen of the next level, in a cycle or between two; None for nothing."""
        seen = ((cycle, self.observation(cycle, competency)) for cycle in self.newest_first)
        cycle, observation = next((each for each in seen if each[1]), (None, None))
        between = self._sightings.get(competency)
        return between.next if between and between.is_since(cycle) else observation

    @cached_property
    def _sightings(self) -> dict[str, Sighting]:
        """The latest sighting of each competency; of two on a day, the later in the list."""
        return {each.competency: each for each in sorted(self.facts.sightings, key=lambda s: s.on)}

    @cached_property
    def _since_latest(self) -> dict[str, Observation]:
        """What was seen since the latest cycle, by competency."""
        latest = self.newest_first[0] if self.newest_first else None
        return {name: each.next for name, each in self._sightings.items() if each.is_since(latest)}

    def _now(self, competency: str) -> Observation | None:
        """What the latest cycle saw, as far as nothing was seen since."""
        since = self._since_latest.get(competency)
        if since or not self.newest_first:
            return since
        return self.observation(self.newest_first[0], competency)

    @cached_property
    def starred(self) -> tuple[str, ...] | None:
        """Ids of the starred statements of the next level; None when that level is not known."""
        if self.target is None:
            return None
        return tuple(statement.id for statement in self.target.starred(level_of(self.move.to)))

    @cached_property
    def others(self) -> tuple[str, ...]:
        """Ids of the statements of the next level that have no star."""
        if self.target is None:
            return ()
        level = level_of(self.move.to)
        cells = (self.target.cell(c, level) for c in self.target.expected(level))
        return tuple(s.id for cell in cells for s in cell.statements if not s.star)

    def confirmed(self, statements: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the statements that somebody confirmed."""
        proofs = self.facts.statements
        return tuple(s for s in statements if s in proofs and proofs[s].confirmed)

    def _observed(self, cycle: Cycle, expected: tuple[str, ...]) -> Observed:
        shows, not_yet = tally(self.observation(cycle, competency) for competency in expected)
        span = (cycle.from_, cycle.to) if cycle.from_ and cycle.to else None
        return Observed(cycle.seq, shows, not_yet, cycle.absent, span)

    def _shown(self, competency: str, step: str | None) -> int | None:
        by_step = self.framework.framework.rating.basis == "step"
        return self._index(competency, step) if by_step else None

    def _step_asked_next(self, competency: str) -> str | None:
        return self.target.cell(competency, level_of(self.move.to)).step if self.target else None

    def _index(self, competency: str, step: str | None) -> int | None:
        """The place of a step in the file; None for one that the competency does not have."""
        known = self.framework.competency.get(competency)
        steps = list(known.steps) if known else []
        return steps.index(step) if step in steps else None
