"""Facts that later apps push down: what was reduced from results, evidence and metrics."""

from collections.abc import Iterable

from django.db import transaction

from trellis_web.readiness.models import CriterionFact, MoveFact

BATCH = 500
COUNTS = [
    *("n_expected", "n1", "n2", "n3", "n4", "n5", "b0", "b1", "b2", "b3", "b4", "b5"),
    *("n_shows", "n_not_yet", "counts_now", "run_months", "calibrated"),
]


@transaction.atomic
def push_criterion_facts(rows: Iterable[CriterionFact]) -> None:
    """Store `seen` and `have` of the rows, new or replaced; a waiver stays as it is.

    Facts alone change no readiness: `refresh` follows, in the same transaction.
    """
    CriterionFact.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["criterion", "person"],
        update_fields=["seen", "have"],
    )


@transaction.atomic
def push_move_facts(rows: Iterable[MoveFact]) -> None:
    """Store the counts of the rows, new or replaced. `refresh` follows, in the same transaction."""
    MoveFact.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["move", "person"],
        update_fields=COUNTS,
    )
