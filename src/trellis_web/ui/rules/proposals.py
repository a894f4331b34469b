"""What a plan could say about the gaps of a move: one sentence of the level ahead for each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from trellis.readiness.gaps import CompetencyStanding, Standing
from trellis_web.growth.rules.evidence import Tag
from trellis_web.ui.rules.journey import Journey

AHEAD = timedelta(days=90)
"""A quarter: the next talk about it comes before its day."""
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Proposal:
    """One action that the two may take, change or leave. An opportunity is the manager's."""

    competency: str
    name: str
    text: str
    tag: Tag
    due_on: date
    is_opportunity: bool


def proposals(journey: Journey, family: str, *, today: date) -> tuple[Proposal, ...]:
    """One action for each gap, the nearest first, then what the manager looks for.

    A competency that nobody had a chance to see is a task of the manager, never a gap.
    """
    gaps = (_proposal(each, journey, family, today) for each in journey.gaps)
    return (*gaps, *(_proposal(each, journey, family, today) for each in opportunities(journey)))


def opportunities(journey: Journey) -> Iterator[CompetencyStanding]:
    """What was looked at last without a chance to see it."""
    wanted = journey.standing(Standing.NO_OPPORTUNITY)
    return (each for each in wanted if each.competency in journey.asked)


def _proposal(each: CompetencyStanding, journey: Journey, family: str, today: date) -> Proposal:
    is_opportunity = each.standing is Standing.NO_OPPORTUNITY
    sentence = _sentence(each.competency, journey)
    text = _("Find a chance to show it: %(sentence)s") if is_opportunity else "%(sentence)s"
    return Proposal(
        each.competency,
        journey.name(each.competency),
        (text % {"sentence": sentence})[:LONGEST],
        Tag("competency", family, each.competency),
        today + AHEAD,
        is_opportunity,
    )


def _sentence(competency: str, journey: Journey) -> str:
    """The first thing that the level ahead says; the name where its framework is not published."""
    target = journey.at.target
    statements = target.cell(competency, journey.code).statements if target else ()
    return statements[0].text if statements else journey.name(competency)
