"""Pushing facts down to readiness: the core measures each criterion over rows fetched in bulk.

There is one definition of every count, so the stored table cannot disagree with the page.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from trellis.readiness.criteria import Criterion as Leaf
from trellis.readiness.facts import Observation
from trellis.readiness.gaps import standings
from trellis.readiness.measures import measure
from trellis.readiness.standpoint import Standpoint
from trellis_web.growth.actions.facts import push_collected
from trellis_web.people.models import Position
from trellis_web.readiness.actions import (
    push_criterion_facts,
    push_move_facts,
    refresh,
    refresh_due,
)
from trellis_web.readiness.models import CriterionFact, MoveFact
from trellis_web.readiness.queries.leaves import OWN_ROW, reads_own_row
from trellis_web.readiness.queries.plans import Plan, plans
from trellis_web.readiness.rules import amounts
from trellis_web.reviews.queries import as_rated
from trellis_web.reviews.queries.facts import History, histories

CHUNK = 2000
"""People at a time, so that memory stays small however many there are."""
MISSED = timedelta(days=7)
"""So long the nightly job may have stood still without anything being overlooked."""


def push_facts(people: Iterable[int], *, today: date) -> None:
    """Stores what every move from each person's present level reads about them.

    Called inside the transaction of the change; a constant number of queries per 2,000 people.
    """
    ids = sorted(set(people))
    moves: defaultdict[tuple[str, str], list[Plan]] = defaultdict(list)
    for plan in plans(today=today):
        moves[plan.start].append(plan)
    for start in range(0, len(ids), CHUNK):
        found = histories(ids[start : start + CHUNK], today=today)
        steps = [
            (person, plan, _seen_from(plan, history))
            for person, history in found.items()
            for plan in moves[history.position.family, history.position.level]
        ]
        push_move_facts([_move_fact(*step) for step in steps])
        push_criterion_facts([fact for step in steps for fact in _criterion_facts(*step)])


@transaction.atomic
def reassess(people: Iterable[int], *, today: date) -> int:
    """Stores anew what every criterion reads about these people, and their readiness.

    Returns how many rows of readiness were written: none, when every change was followed.
    """
    ids = sorted(set(people))
    push_facts(ids, today=today)
    push_collected(ids)
    return refresh(today=today, people=ids)


@transaction.atomic
def reassess_everyone(*, today: date) -> int:
    """As `reassess`, for everyone who stands somewhere, and without rows of those who do not."""
    ids = sorted(set(_standing(today).values_list("person", flat=True)))
    push_facts(ids, today=today)
    push_collected(ids)
    return refresh(today=today)


@transaction.atomic
def reassess_due(*, today: date) -> int:
    """Stores what time alone has changed. For the nightly job; returns how many rows were written.

    A position that was written ahead of its day begins without an event: from then on other
    results speak about its person. Nights without a server are made up for, a week of them.
    """
    begun = _standing(today).filter(since__gt=today - MISSED)
    written = reassess(begun.values_list("person", flat=True), today=today)
    return written + refresh_due(today=today)


def _standing(today: date) -> "QuerySet[Position]":
    held: QuerySet[Position] = Position.objects.on(today).order_by()
    return held


def _seen_from(plan: Plan, history: History) -> Standpoint:
    """Where the person of `history` stands towards the move, by what was rated and seen."""
    framework = as_rated(plan.move.version, history.version, history.position.level)
    at = plan.ground.at
    return Standpoint.towards(framework, at.move, history.rated, at.target)


def _move_fact(person: int, plan: Plan, at: Standpoint) -> MoveFact:
    scores, run, review = at.scores(), at.run(), at.review
    expected = set(at.expected())
    stands = [each for each in standings(at) if each.competency in expected]
    held_back = [each.score or 0 for each in stands if each.observation is Observation.NOT_YET]
    counts: dict[str, Any] = {f"n{score}": n for score, n in enumerate(scores.at, start=1)}
    counts |= {f"b{score}": held_back.count(score) for score in range(6)}
    return MoveFact(
        person_id=person,
        move_id=plan.move.pk,
        n_expected=scores.expected,
        n_shows=sum(each.observation is Observation.SHOWS for each in stands),
        n_not_yet=len(held_back),
        counts_now=run.latest,
        run_months=run.months,
        calibrated=review.calibrated if review else None,
        **counts,
    )


def _criterion_facts(person: int, plan: Plan, at: Standpoint) -> Iterator[CriterionFact]:
    for leaf in _leaves(plan):
        amount = amounts(measure(leaf, at))
        yield CriterionFact(
            person_id=person,
            criterion_id=plan.ground.keys[leaf.id or ""],
            seen=amount.seen,
            have=amount.have,
        )


def _leaves(plan: Plan) -> Iterator[Leaf]:
    """The criteria that a release changes: those on named competencies. Others are growth's."""
    rated = (leaf for leaf in plan.ground.at.move.leaves() if leaf.kind not in OWN_ROW)
    return (leaf for leaf in rated if reads_own_row(leaf))
