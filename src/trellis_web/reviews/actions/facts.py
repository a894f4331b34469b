"""Pushing facts down to readiness: the core measures each criterion over rows fetched in bulk.

There is one definition of every count, so the stored table cannot disagree with the page.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, Model

from trellis.framework.model import Move as Rule
from trellis.readiness.criteria import Criterion as Leaf
from trellis.readiness.facts import Observation
from trellis.readiness.gaps import standings
from trellis.readiness.measures import measure
from trellis.readiness.standpoint import Standpoint
from trellis_web.frameworks.queries import resolved
from trellis_web.readiness.models import Criterion, CriterionFact, Move, MoveFact
from trellis_web.readiness.queries.leaves import reads_own_row
from trellis_web.readiness.rules import amounts
from trellis_web.reviews.queries import as_rated
from trellis_web.reviews.queries.facts import History, histories, target_of

CHUNK = 2000
"""People at a time, so that memory stays small however many there are."""

COUNTS = (
    ["n_expected", *(f"n{score}" for score in range(1, 6)), *(f"b{score}" for score in range(6))]
    + ["n_shows", "n_not_yet", "counts_now", "run_months", "calibrated"]
)  # fmt: skip


@dataclass(frozen=True)
class Compiled:
    """A move of a current version with the keys of its criteria."""

    row: Move
    keys: dict[str, int] = field(default_factory=dict)

    @property
    def rule(self) -> Rule:
        """The move as the framework has it."""
        return resolved(self.row.version).moves[self.row.slug]

    def seen_by(self, history: History, *, today: date) -> Standpoint:
        """Where the person of `history` stands towards the move."""
        version, rule = self.row.version, self.rule
        framework = as_rated(version, history.version, history.position.level)
        target = target_of(rule, framework)
        return Standpoint.towards(framework, rule, history.towards(rule, today=today), target)


def push_facts(people: Iterable[int], *, today: date) -> None:
    """Stores what every move from each person's present level reads about them.

    Called inside the transaction of the change; a constant number of queries per 2,000 people.
    """
    ids = sorted(set(people))
    moves = _moves()
    for start in range(0, len(ids), CHUNK):
        found = histories(ids[start : start + CHUNK], today=today)
        steps = [
            (person, move, move.seen_by(history, today=today))
            for person, history in found.items()
            for move in moves[history.position.family, history.position.level]
        ]
        _upsert(MoveFact, "move", [_move_fact(*step) for step in steps], COUNTS)
        facts = [fact for step in steps for fact in _criterion_facts(*step)]
        _upsert(CriterionFact, "criterion", facts, ["seen", "have"])


def _moves() -> defaultdict[tuple[str, str], list[Compiled]]:
    """The moves of every current version, by family and starting level. Two queries."""
    current = Move.objects.filter(version__family__current=F("version")).select_related(
        "version__family"
    )
    found: defaultdict[tuple[str, str], list[Compiled]] = defaultdict(list)
    by_key = {row.pk: Compiled(row) for row in current}
    for key, slug, move in Criterion.objects.filter(move__in=list(by_key)).values_list(
        "pk", "slug", "move_id"
    ):
        by_key[move].keys[slug] = key
    for move in by_key.values():
        found[move.row.version.family.slug, move.row.from_level].append(move)
    return found


def _move_fact(person: int, move: Compiled, at: Standpoint) -> MoveFact:
    scores, run, review = at.scores(), at.run(), at.review
    expected = set(at.expected())
    stands = [each for each in standings(at) if each.competency in expected]
    held_back = [each.score or 0 for each in stands if each.observation is Observation.NOT_YET]
    counts: dict[str, Any] = {f"n{score}": n for score, n in enumerate(scores.at, start=1)}
    counts |= {f"b{score}": held_back.count(score) for score in range(6)}
    return MoveFact(
        person_id=person,
        move_id=move.row.pk,
        n_expected=scores.expected,
        n_shows=sum(each.observation is Observation.SHOWS for each in stands),
        n_not_yet=len(held_back),
        counts_now=run.latest,
        run_months=run.months,
        calibrated=review.calibrated if review else None,
        **counts,
    )


def _criterion_facts(person: int, move: Compiled, at: Standpoint) -> Iterator[CriterionFact]:
    for leaf in _leaves(move):
        amount = amounts(measure(leaf, at))
        yield CriterionFact(
            person_id=person,
            criterion_id=move.keys[leaf.id or ""],
            seen=amount.seen,
            have=amount.have,
        )


def _leaves(move: Compiled) -> Iterator[Leaf]:
    return (leaf for leaf in move.rule.leaves() if reads_own_row(leaf))


def _upsert(model: type[Model], about: str, rows: list[Any], columns: list[str]) -> None:
    model._default_manager.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=[about, "person"],
        update_fields=columns,
    )
