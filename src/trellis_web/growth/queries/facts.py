"""What people collected, as facts for the criteria of a move.

What counts: notes that are shared (a private note counts as nothing: share it so that it counts),
confirmed when at least one named colleague confirmed; endorsements that were not withdrawn; every
period of a metric. Each function asks the database once, for however many people.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef

from trellis.framework.model import Move
from trellis.framework.resolve import family_of
from trellis.readiness.facts import Facts, Proof
from trellis_web.growth.models import Confirmation, Endorsement, EvidenceTag, MetricValue

Metrics = dict[str, tuple[Decimal, ...]]
"""The values by metric, oldest period first."""
Proofs = dict[tuple[str, str, str], Proof]
"""The proof by family, kind of tag and key."""
Backing = dict[tuple[str, str], dict[str, int]]
"""Endorsements by role, for each family and move."""


def metrics_of(people: Iterable[int]) -> dict[int, Metrics]:
    """The metrics of each person who has any."""
    rows = MetricValue.objects.filter(person__in=people).order_by("period_on")
    values: dict[int, dict[str, tuple[Decimal, ...]]] = defaultdict(dict)
    for person, name, value in rows.values_list("person", "name", "value"):
        values[person][name] = (*values[person].get(name, ()), value)
    return dict(values)


def statements_of(people: Iterable[int]) -> dict[int, Proofs]:
    """The proof that the shared notes of each person give, for what they are tagged with."""
    confirmed = Confirmation.objects.filter(note=OuterRef("note"), confirmed_at__isnull=False)
    rows = (
        EvidenceTag.objects.filter(note__person__in=people, note__shared_at__isnull=False)
        .values_list("note__person", "family", "kind", "key")
        .annotate(notes=Count("pk"), confirmed=Count("pk", filter=Exists(confirmed)))
    )
    proofs: dict[int, Proofs] = defaultdict(dict)
    for person, family, kind, key, notes, backed in rows:
        proofs[person][family, kind, key] = Proof(evidence=notes, confirmed=backed)
    return dict(proofs)


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


@dataclass(frozen=True)
class Growth:
    """Everything that one person collected."""

    metrics: Metrics = field(default_factory=dict)
    proofs: Proofs = field(default_factory=dict)
    backing: Backing = field(default_factory=dict)

    def towards(self, family: str, move: Move) -> Facts:
        """The facts that `move` of `family` reads: metrics, statements and endorsements.

        Statements are keyed by the criterion's id, or by their own id (`starred`), as in
        `trellis judge`; a starred statement of another family counts for a move into it.
        """
        return Facts(
            metrics=self.metrics,
            statements=self._statements(family_of(move.to, family)) | self._criteria(family, move),
            endorsements=self.backing.get((family, move.id), {}),
        )

    def _statements(self, family: str) -> dict[str, Proof]:
        wanted = (family, EvidenceTag.Kind.STATEMENT)
        return {key: proof for (*about, key), proof in self.proofs.items() if (*about,) == wanted}

    def _criteria(self, family: str, move: Move) -> dict[str, Proof]:
        found = {
            leaf.id or "": self.proofs.get(
                (family, EvidenceTag.Kind.CRITERION, f"{move.id}/{leaf.id}")
            )
            for leaf in move.leaves()
            if leaf.statement
        }
        return {criterion: proof for criterion, proof in found.items() if proof}


def growth_of(people: Iterable[int]) -> dict[int, Growth]:
    """What each of the people collected, in three questions to the database."""
    ids = list(people)
    metrics, proofs, backing = metrics_of(ids), statements_of(ids), endorsements_of(ids)
    return {
        person: Growth(metrics.get(person, {}), proofs.get(person, {}), backing.get(person, {}))
        for person in ids
    }


def people_with_facts() -> list[int]:
    """Everyone who collected something that a criterion may read."""
    sources = (
        EvidenceTag.objects.filter(note__shared_at__isnull=False).values_list("note__person"),
        Endorsement.objects.filter(withdrawn_at__isnull=True).values_list("person"),
        MetricValue.objects.values_list("person"),
    )
    return sorted({person for rows in sources for (person,) in rows.order_by().distinct()})
