"""What people collected, as facts for the criteria of a move.

What counts: notes that are shared (a private note counts as nothing: share it so that it counts),
confirmed when at least one named colleague confirmed; endorsements that were not withdrawn; every
period of a metric. Each function asks the database once, for however many people.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q

from trellis.framework.model import Move
from trellis.framework.resolve import family_of
from trellis.readiness.facts import Facts, Proof
from trellis_web.growth.models import Confirmation, Endorsement, EvidenceTag, MetricValue

Metrics = dict[str, tuple[Decimal, ...]]
"""The values by metric, oldest period first."""
Tags = dict[tuple[str, str, str], "Tagged"]
"""How many notes there are by family, kind of tag and key."""
Backing = dict[tuple[str, str], dict[str, int]]
"""Endorsements by role, for each family and move."""


def metrics_of(people: Iterable[int]) -> dict[int, Metrics]:
    """The metrics of each person who has any."""
    rows = MetricValue.objects.filter(person__in=people).order_by("period_on")
    values: dict[int, dict[str, tuple[Decimal, ...]]] = defaultdict(dict)
    for person, name, value in rows.values_list("person", "name", "value"):
        values[person][name] = (*values[person].get(name, ()), value)
    return dict(values)


class Tagged(NamedTuple):
    """How many notes of a person carry a tag: all of them, the shared ones, those confirmed."""

    notes: int
    shared: int
    confirmed: int


def tags_of(people: Iterable[int]) -> dict[int, Tags]:
    """What the notes of each person are tagged with."""
    shared = Q(note__shared_at__isnull=False)
    answers = Confirmation.objects.filter(note=OuterRef("note"), confirmed_at__isnull=False)
    rows = (
        EvidenceTag.objects.filter(note__person__in=people)
        .order_by()
        .values_list("note__person", "family", "kind", "key")
        .annotate(
            notes=Count("pk"),
            shared=Count("pk", filter=shared),
            confirmed=Count("pk", filter=shared & Q(Exists(answers))),
        )
    )
    found: dict[int, Tags] = defaultdict(dict)
    for person, family, kind, key, *counts in rows:
        found[person][family, kind, key] = Tagged(*counts)
    return dict(found)


def endorsements_of(people: Iterable[int]) -> dict[int, Backing]:
    """How many people in each role endorse each move of each person."""
    rows = (
        Endorsement.objects.filter(person__in=people, withdrawn_at__isnull=True)
        .order_by()
        .values_list("person", "family", "move", "role")
        .annotate(Count("pk"))
    )
    backing: dict[int, Backing] = defaultdict(dict)
    for person, family, move, role, count in rows:
        backing[person].setdefault((family, move), {})[role] = count
    return dict(backing)


class Collected:
    """What many people collected. Each kind is asked for once, and only where a move reads it."""

    def __init__(self, people: Iterable[int]) -> None:
        self.people = list(people)

    @cached_property
    def metrics(self) -> dict[int, Metrics]:
        """The metrics of each person who has any."""
        return metrics_of(self.people)

    @cached_property
    def tags(self) -> dict[int, Tags]:
        """The tags of each person who has any."""
        return tags_of(self.people)

    @cached_property
    def backing(self) -> dict[int, Backing]:
        """The endorsements of each person who has any."""
        return endorsements_of(self.people)


@dataclass(frozen=True, slots=True)
class Growth:
    """Everything that one of these people collected."""

    collected: Collected
    person: int

    @property
    def tags(self) -> Tags:
        """How many notes carry each tag."""
        return self.collected.tags.get(self.person, {})

    def notes(self, family: str, *, shared_only: bool) -> dict[str, int]:
        """How many notes speak for each competency; private ones are for their author alone."""
        wanted = (family, EvidenceTag.Kind.COMPETENCY)
        return {
            key: each.shared if shared_only else each.notes
            for (*about, key), each in self.tags.items()
            if (*about,) == wanted
        }

    def towards(self, family: str, move: Move) -> Facts:
        """The facts that `move` of `family` reads: metrics, statements and endorsements.

        Statements are keyed by the criterion's id, or by their own id (`starred`), as in
        `trellis judge`; a starred statement of another family counts for a move into it.
        """
        leaves = tuple(move.leaves())
        metrics = self.collected.metrics if any(leaf.metric for leaf in leaves) else {}
        backing = self.collected.backing if any(leaf.endorsement for leaf in leaves) else {}
        return Facts(
            metrics=metrics.get(self.person, {}),
            statements=self._statements(family_of(move.to, family)) | self._criteria(family, move),
            endorsements=backing.get(self.person, {}).get((family, move.id), {}),
        )

    def _statements(self, family: str) -> dict[str, Proof]:
        wanted = (family, EvidenceTag.Kind.STATEMENT)
        return {
            key: Proof(evidence=each.shared, confirmed=each.confirmed)
            for (*about, key), each in self.tags.items()
            if (*about,) == wanted and each.shared
        }

    def _criteria(self, family: str, move: Move) -> dict[str, Proof]:
        kind = EvidenceTag.Kind.CRITERION
        found = {
            leaf.id or "": self.tags.get((family, kind, f"{move.id}/{leaf.id}"))
            for leaf in move.leaves()
            if leaf.statement
        }
        return {
            criterion: Proof(evidence=each.shared, confirmed=each.confirmed)
            for criterion, each in found.items()
            if each and each.shared
        }


def growth_of(people: Iterable[int]) -> dict[int, Growth]:
    """What each of the people collected, in at most three questions to the database."""
    collected = Collected(people)
    return {person: Growth(collected, person) for person in collected.people}


def people_with_facts() -> list[int]:
    """Everyone who collected something that a criterion may read."""
    sources = (
        EvidenceTag.objects.filter(note__shared_at__isnull=False).values_list("note__person"),
        Endorsement.objects.filter(withdrawn_at__isnull=True).values_list("person"),
        MetricValue.objects.values_list("person"),
    )
    return sorted({person for rows in sources for (person,) in rows.order_by().distinct()})
