"""The criteria tried on what managers guess, before anybody was rated: counts, no persons."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from trellis.framework.model import Move
from trellis.framework.resolve import ResolvedFramework
from trellis.readiness.dry_run import DryRun, dry_run
from trellis.readiness.facts import Cycle, Facts, Observation, Rating
from trellis_web.access.models import Grant
from trellis_web.access.rules import Permission, roles
from trellis_web.frameworks.queries import current, resolved
from trellis_web.growth.queries import Growth, growth_of
from trellis_web.levelling.models import Estimate, Proposal, Round
from trellis_web.levelling.rules import SMALLEST
from trellis_web.reviews.queries.facts import months_between, target_of

Kept = dict[str, Any]
"""What the round keeps of one move: `people`, `ready`, `unknown`, `open`, and `of`, its keys."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A move with its counts as HR reads them; `people` is 0 where there are too few."""

    family: str
    move: str
    people: int
    ready: int
    unknown: int
    open: list[tuple[str, int]]


def counted(of: Round) -> list[Counted]:
    """The counts of the last dry run, in the order of families and moves."""
    rows = [(*key.split("/", 1), row) for key, row in of.trial.items()]
    return [
        Counted(family, move, row["people"], row["ready"], row["unknown"], row["open"])
        for family, move, row in rows
    ]


def renewed(of: Round, *, today: date) -> dict[str, Kept]:
    """Counts for every move at whose start somebody was estimated.

    Moves with fewer than the smallest group show nothing. A count that stands is only replaced when
    so many more people are in it: the difference of two counts would be about single people.
    Estimates of those who read the counts are left out, since they know them.
    """
    groups = _groups(of, today=today)
    return {
        key: _kept(of.trial.get(key), run, keys)
        for key, (run, keys) in sorted(groups.items(), key=lambda item: item[0])
    } | {key: row for key, row in of.trial.items() if key not in groups and row["people"]}


def _kept(before: Kept | None, run: DryRun, keys: list[int]) -> Kept:
    if before and before["people"] and len(set(keys) - set(before["of"])) < SMALLEST:
        return before
    if run.people < SMALLEST:
        return {"people": 0, "ready": 0, "unknown": 0, "open": [], "of": []}
    return {
        "people": run.people,
        "ready": run.ready,
        "unknown": run.unknown,
        "open": list(run.open_criteria),
        "of": keys,
    }


def _groups(of: Round, *, today: date) -> dict[str, tuple[DryRun, list[int]]]:
    """The dry run of each move with the keys of the proposals that it counts."""
    ratings = _ratings(of, today=today)
    rows = list(Proposal.objects.filter(pk__in=ratings).exclude(level=""))
    growth = growth_of([row.person_id for row in rows])
    standing: dict[tuple[str, str], list[Proposal]] = defaultdict(list)
    for row in rows:
        standing[row.family, row.level].append(row)
    found = {}
    for (family, level), here in standing.items():
        version = current(family)
        framework = resolved(version) if version else None
        for move in framework.moves_from(level) if framework else ():
            facts = [
                _facts(row, move, ratings[row.pk], growth[row.person_id], today) for row in here
            ]
            found[f"{family}/{move.id}"] = (_run(framework, move, facts), [r.pk for r in here])
    return found


def _run(framework: ResolvedFramework | None, move: Move, facts: list[Facts]) -> DryRun:
    assert framework is not None  # noqa: S101  there is a move
    return dry_run(framework, move, facts, target_of(move, framework))


def _facts(
    proposal: Proposal, move: Move, ratings: dict[str, Rating], growth: Growth, today: date
) -> Facts:
    since = proposal.level_since
    return growth.towards(proposal.family, move).model_copy(
        update={
            "cycles": (Cycle(seq=1, ratings=ratings),),
            "months_in_level": months_between(since, today) if since else None,
        }
    )


def _ratings(of: Round, *, today: date) -> dict[int, dict[str, Rating]]:
    """The guesses about each proposal, of whoever wrote last."""
    granting = [role for role, held in roles().items() if Permission.PEOPLE_MANAGE in held]
    readers = Grant.objects.on(today).filter(role__in=granting).values("person")
    rows = Estimate.objects.filter(proposal__round=of).exclude(author__in=readers).order_by("pk")
    latest: dict[int, tuple[int, dict[str, Rating]]] = {}
    for proposal, author, competency, score, seen in rows.values_list(
        "proposal", "author", "competency", "score", "next"
    ):
        if proposal not in latest or latest[proposal][0] != author:
            latest[proposal] = (author, {})
        latest[proposal][1][competency] = Rating(
            score=score, next=Observation(seen) if seen else None
        )
    return {proposal: ratings for proposal, (_, ratings) in latest.items()}
