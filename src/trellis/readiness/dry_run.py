"""A rule tried on today's people before it is published: how many would meet it, what binds."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from trellis.framework.model import Move
from trellis.framework.resolve import ResolvedFramework
from trellis.readiness.criteria import Readiness, Stage
from trellis.readiness.facts import Facts
from trellis.readiness.judge import Judgement, judge
from trellis.readiness.rules import REACHED
from trellis.stats.attainability import Share, share

FEW, MANY = 0.05, 0.60
"""Below and above these shares a rule is worth another look."""


class Warned(StrEnum):
    """Why a rule is worth another look; never a reason to stop."""

    FEW = "few"
    MANY = "many"


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a move would say about the people who stand at its start today.

    `people` stand there, `ready` of them meet everything that is looked at before a case, for
    `unknown` too little is recorded to say. `open_criteria` counts, per criterion id and most
    frequent first, those for whom it is open; `binding` those whom nothing else holds back.
    """

    move: Move
    people: int
    ready: int
    unknown: int
    open_criteria: tuple[tuple[str, int], ...]
    binding: tuple[tuple[str, int], ...]

    @property
    def share(self) -> Share | None:
        """The share of those who are ready, with its interval; None where nobody stands."""
        return share(self.ready, self.people) if self.people else None

    @property
    def percent(self) -> tuple[int, int]:
        """The limits of the share in whole per cent; nothing to everything where nobody stands."""
        found = self.share
        return (round(100 * found.low), round(100 * found.high)) if found else (0, 100)

    @property
    def warned(self) -> Warned | None:
        """Whether hardly anybody or nearly everybody would meet it; none where people judge."""
        found = self.share
        if found is None or self.move.is_judgement:
            return None
        if found.value < FEW:
            return Warned.FEW
        return Warned.MANY if found.value > MANY else None


def dry_run(
    framework: ResolvedFramework,
    move: Move,
    people: Sequence[Facts],
    target: ResolvedFramework | None = None,
) -> DryRun:
    """Judges everyone in `people`, who stand at the start of `move`, by a version or a draft."""
    judged = [judge(framework, move.id, facts, target) for facts in people]
    holding = [_open(judgement) for judgement in judged]
    return DryRun(
        move=move,
        people=len(judged),
        ready=sum(j.readiness is Readiness.READY for j in judged),
        unknown=sum(j.readiness is Readiness.NOT_ENOUGH_EVIDENCE for j in judged),
        open_criteria=_counted(c for each in holding for c in each),
        binding=_counted(each[0] for each in holding if len(each) == 1),
    )


def _open(judgement: Judgement) -> list[str]:
    """The criteria before a case that are not reached."""
    return [
        finding.criterion
        for finding in judgement.findings
        if finding.stage is Stage.BEFORE and finding.state not in REACHED
    ]


def _counted(criteria: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(criteria).most_common())
