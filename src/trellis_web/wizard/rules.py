"""The seven steps, in their order, and what is advised at each. Advice never blocks."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Step(StrEnum):
    """The steps of setting up a framework."""

    SCOPE = "scope"
    LEVELS = "levels"
    COMPETENCIES = "competencies"
    BEHAVIOURS = "behaviours"
    CRITERIA = "criteria"
    TRACKS = "tracks"
    CONNECTION = "connection"


@dataclass(frozen=True, slots=True)
class Task:
    """What a step is called, what is done in it, and how many minutes it usually takes."""

    step: Step
    title: Any
    summary: Any
    minutes: int


TASKS = (
    Task(
        Step.SCOPE,
        _("Scope"),
        _("One job family, and a template that fits the size of the company."),
        1,
    ),
    Task(
        Step.LEVELS,
        _("Levels"),
        _("How many there are, what they are called, how far each reaches."),
        1,
    ),
    Task(
        Step.COMPETENCIES,
        _("Competencies"),
        _("Three to five for everyone, three to five of the craft."),
        1,
    ),
    Task(
        Step.BEHAVIOURS,
        _("Behaviours"),
        _("What is seen at each level, one competency at a time."),
        3,
    ),
    Task(
        Step.CRITERIA,
        _("Promotion criteria"),
        _("What a promotion asks, tried on the people of today."),
        1,
    ),
    Task(
        Step.TRACKS,
        _("Tracks"),
        _("Management beside the craft, the way back, moves to other families."),
        1,
    ),
    Task(
        Step.CONNECTION,
        _("Validate, publish, connect"),
        _("Have it read by others, publish it, and use it in a review."),
        2,
    ),
)

USUAL_LEVELS = range(5, 8)
USUAL_COMPETENCIES = range(6, 11)
MOST_LEVELS = 8
FEWEST_LEVELS = 3


def next_step(step: Step) -> Step | None:
    """The step after this one; None after the last."""
    steps = list(Step)
    place = steps.index(step) + 1
    return steps[place] if place < len(steps) else None


def levels_advice(count: int) -> Any:
    """Why this many levels may be too few or too many; empty where five to seven are."""
    if count in USUAL_LEVELS:
        return ""
    if count < USUAL_LEVELS.start:
        return _(
            "Five to seven levels are usual. With fewer, people stay at one level for years without"
            " a visible step; that is right for a company of fewer than fifty."
        )
    return _(
        "Five to seven levels are usual. With more, neighbouring levels are hard to tell apart:"
        " try the re-sorting test before you publish."
    )


def competencies_advice(count: int) -> Any:
    """Why this many competencies may be too few or too many; empty for six to ten."""
    if count in USUAL_COMPETENCIES:
        return ""
    if count < USUAL_COMPETENCIES.start:
        return _("Six to ten are usual. Fewer leave parts of the work without a word.")
    return _(
        "Six to ten are usual, twelve is the ceiling. Each one is rated for each person in each"
        " review: count the minutes."
    )
