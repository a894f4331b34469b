"""A round or a proposal as it is now, locked until the transaction ends."""

from trellis_web.access.rules import Denied
from trellis_web.levelling.models import Proposal, Round
from trellis_web.levelling.rules import CLOSED, TOLD


def held_round(of: Round) -> Round:
    """The round. Raises `Denied` when it is closed."""
    fresh: Round = Round.objects.select_for_update().get(pk=of.pk)
    if not fresh.is_open:
        raise Denied(CLOSED)
    return fresh


def held_proposal(of: Proposal) -> Proposal:
    """A proposal of an open round. Raises `Denied` when that is closed, or the person was told."""
    held_round(of.round)
    fresh: Proposal = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("round", "person")
        .get(pk=of.pk)
    )
    if fresh.told_at is not None:
        raise Denied(TOLD)
    return fresh
