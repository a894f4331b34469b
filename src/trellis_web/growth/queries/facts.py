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
from typing import Any, NamedTuple

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value

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


class Support(NamedTuple):
    """The tags of the notes of one person, and the endorsements of their moves."""

    tags: Tags
    backing: Backing


def support_of(people: Iterable[int]) -> dict[int, Support]:
    """The tags and the endorsements of each person: one query for both, as most pages ask both."""
    found: dict[int, Support] = defaultdict(lambda: Support({}, {}))
    rows = _tagged(people).union(_endorsed(people), all=True)
    for person, family, about, key, n, shared, confirmed in rows:
        of = found[person]
        if shared is None:
            of.backing.setdefault((family, about), {})[key] = n
        else:
            of.tags[family, about, key] = Tagged(n, shared, confirmed)
    return found


def _tagged(people: Iterable[int]) -> "QuerySet[EvidenceTag, tuple[Any, ...]]":
    """Person, family, kind and key, and how many notes: all, shared, confirmed."""
    shared = Q(note__shared_at__isnull=False)
    answers = Confirmation.objects.filter(note=OuterRef("note"), confirmed_at__isnull=False)
    rows = EvidenceTag.objects.filter(note__person__in=people).order_by()
    return rows.values_list("note__person", "family", "kind", "key").annotate(
        n=Count("pk"),
        shared=Count("pk", filter=shared),
        confirmed=Count("pk", filter=shared & Q(Exists(answers))),
    )


def _endorsed(people: Iterable[int]) -> "QuerySet[Endorsement, tuple[Any, ...]]":
    """Person, family, move and role, and how many; in the columns of notes, none of them shared."""
    nothing = Value(None, IntegerField())
    rows = Endorsement.objects.filter(person__in=people, withdrawn_at__isnull=True).order_by()
    return rows.values_list("person", "family", "move", "role").annotate(
        n=Count("pk"), shared=nothing, confirmed=nothing
    )


class Collected:
    """What many people collected, asked for once; metrics only where a move reads them."""

    def __init__(self, people: Iterable[int]) -> None:
        self.people = list(people)

    @cached_property
    def metrics(self) -> dict[int, Metrics]:
        """The metrics of each person who has any."""
        return metrics_of(self.people)

    @cached_property
    def support(self) -> dict[int, Support]:
        """The tags and endorsements of each person."""
        return support_of(self.people)


@dataclass(frozen=True, slots=True)
class Growth:
    """Everything that one of these people collected."""

    collected: Collected
    person: int

    @property
    def tags(self) -> Tags:
        """How many notes carry each tag."""
        return self.collected.support[self.person].tags

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
        backing = self.collected.support[self.person].backing
        return Facts(
            metrics=metrics.get(self.person, {}),
            statements=self._statements(family_of(move.to, family)) | self._criteria(family, move),
            endorsements=backing.get((family, move.id), {}),
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
    """What each of the people collected, in at most two questions to the database."""
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
