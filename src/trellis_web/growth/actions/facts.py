"""What people collected becomes the integers that readiness compares, for however many people.

They are kept for the criteria of every current framework, not only of the person's level, so that
a change of level needs nothing from here. The integers are those of the core's measures.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from trellis.framework.model import Move
from trellis.framework.resolve import ResolvedFramework, family_of
from trellis.readiness.criteria import Criterion as Leaf
from trellis.readiness.measures import measure
from trellis.readiness.standpoint import Standpoint
from trellis_web.audit.models import Event
from trellis_web.frameworks.queries import resolved
from trellis_web.growth.queries import Growth, growth_of, people_with_facts
from trellis_web.growth.queries.tags import current_versions
from trellis_web.people.models import Position
from trellis_web.readiness.actions import push_criterion_facts, refresh
from trellis_web.readiness.models import CriterionFact
from trellis_web.readiness.queries import live_moves, rules_of
from trellis_web.readiness.rules import Amounts, amounts

KINDS = ("endorsement", "metric", "starred", "statement")
"""The kinds of criteria that read what people collect."""
CHUNK = 500


@dataclass(frozen=True, slots=True)
class _Reading:
    """A stored criterion and the frameworks that it is read in."""

    pk: int
    leaf: Leaf
    move: Move
    home: ResolvedFramework
    target: ResolvedFramework | None

    def of(self, growth: Growth) -> Amounts:
        """The integers of one person."""
        facts = growth.towards(self.home.framework.id, self.move)
        at = Standpoint.towards(self.home, self.move, facts, self.target)
        return amounts(measure(self.leaf, at))


@transaction.atomic
def refresh_facts(people: Sequence[int], *, today: date) -> None:
    """Stores what the criteria read about these people, and refreshes their readiness.

    The number of statements grows with hundreds of people and with moves, never with notes.
    """
    push_collected(people)
    for start in range(0, len(people), CHUNK):
        chunk = people[start : start + CHUNK]
        held = Position.objects.on(today).filter(person__in=chunk)
        moves = live_moves().filter(
            version__family__slug__in=held.values("family"), from_level__in=held.values("level")
        )
        refresh(today=today, people=chunk, moves=moves)


@transaction.atomic
def push_collected(people: Sequence[int]) -> None:
    """Stores what the criteria read about these people. `refresh` follows, in the transaction."""
    readings = list(_readings())
    for start in range(0, len(people), CHUNK):
        push_criterion_facts(_rows(people[start : start + CHUNK], readings))


def follow_publication(events: Sequence[Event]) -> None:
    """The criteria of a new version read what everyone has collected. Follows `compile_version`."""
    refresh_facts(people_with_facts(), today=timezone.localdate(events[-1].at))


def _readings() -> Iterator[_Reading]:
    """The criteria of all current versions that read what people collect."""
    versions = {version.family.slug: version for version in current_versions()}
    frameworks = {slug: resolved(version) for slug, version in versions.items()}
    for slug, version in versions.items():
        for criterion, leaf in rules_of(version):
            if leaf.kind in KINDS:
                move = frameworks[slug].moves[criterion.move.slug]
                target = frameworks.get(family_of(move.to, slug))
                yield _Reading(criterion.pk, leaf, move, frameworks[slug], target)


def _rows(people: Sequence[int], readings: Iterable[_Reading]) -> list[CriterionFact]:
    """What is not zero now, and what was not zero before."""
    stored = set(
        CriterionFact.objects.filter(
            person__in=people, criterion__in=[reading.pk for reading in readings]
        ).values_list("person", "criterion")
    )
    return [
        CriterionFact(person_id=person, criterion_id=reading.pk, seen=found.seen, have=found.have)
        for person, growth in growth_of(people).items()
        for reading in readings
        for found in [reading.of(growth)]
        if found != Amounts() or (person, reading.pk) in stored
    ]
