"""Private estimates of managers, and the counts that HR may read of them."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.levelling.access import leaders_of
from trellis_web.levelling.actions.held import held_round
from trellis_web.levelling.events import ProposalEstimated, TrialCounted
from trellis_web.levelling.models import Estimate, Proposal, Round
from trellis_web.levelling.queries.trial import renewed
from trellis_web.levelling.rules import NOT_LEADING
from trellis_web.people.models import Person

Guess = tuple[int | None, str]
"""A score of 1 to 5, or None for "not enough seen", and what was seen of the level above."""


@transaction.atomic
def note_estimates(
    of: Proposal, *, guesses: Mapping[str, Guess], by: Person, now: datetime, today: date
) -> None:
    """Replaces what `by`, who leads the person, noted about them. Only they read it."""
    held_round(of.round)
    if by.pk not in leaders_of(of.person, today=today):
        raise Denied(NOT_LEADING)
    Estimate.objects.filter(proposal=of, author=by).delete()
    Estimate.objects.bulk_create(
        [
            Estimate(proposal=of, author=by, competency=competency, score=score, next=seen)
            for competency, (score, seen) in guesses.items()
        ]
    )
    record(ProposalEstimated(of.pk), by=by, at=now)


@transaction.atomic
def count_trial(of: Round, *, by: Person, now: datetime, today: date) -> Round:
    """Tries the criteria on the estimates. Only counts are kept, never below the smallest group."""
    require(by, Permission.PEOPLE_MANAGE, today=today)
    fresh = held_round(of)
    fresh.trial = renewed(fresh, today=today)
    fresh.save(update_fields=["trial"])
    record(TrialCounted(fresh.pk), by=by, at=now)
    return fresh
