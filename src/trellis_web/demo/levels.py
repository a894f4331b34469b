"""A new structure of levels in one team: some were told, one objects, some are still to be told."""

from datetime import datetime, timedelta

from trellis_web.demo.organisation import Member
from trellis_web.levelling import actions
from trellis_web.levelling.models import Proposal
from trellis_web.levelling.rules import Said
from trellis_web.people.models import Person

DAYS_AGO, TOLD_AGO = 9, 3
OBJECTION = "I have led the migration of two services since spring, and that is not in it."


def hold_levelling(
    crowd: list[Member],
    persons: dict[str, Person],
    by: Person,
    *,
    lead: str,
    apart: str,
    now: datetime,
) -> None:
    """The team of `lead` without `apart`. Everyone keeps their level, so that no result moves."""
    team = [each for each in crowd if each.manager == lead and each.email != apart and each.level]
    began, later = now - timedelta(days=DAYS_AGO), now - timedelta(days=TOLD_AGO)
    made = actions.open_round(
        [persons[each.email] for each in team],
        title="New level structure",
        cause="restructure",
        objection_days=14,
        told_by_on=now.date() + timedelta(days=21),
        grace_on=None,
        by=by,
        now=began,
        today=began.date(),
    )
    proposals = []
    for each in team:
        proposal = Proposal.objects.get(round=made, person=persons[each.email])
        said = Said(f"{each.family}/{each.level}", each.title, each.level_since, "Present position")
        proposals.append(_confirmed(proposal, said, persons[lead], began))
    settled = proposals[: 2 * len(proposals) // 3]
    actions.confirm_levels(made, proposals=settled, by=by, now=later, today=later.date())
    for proposal in settled[: len(settled) // 2]:
        told = actions.tell(proposal, by=persons[lead], now=later, today=later.date())
    actions.raise_objection(told, words=OBJECTION, by=told.person, now=now)


def _confirmed(proposal: Proposal, said: Said, lead: Person, at: datetime) -> Proposal:
    return actions.write_proposal(proposal, said=said, by=lead, now=at, today=at.date())
