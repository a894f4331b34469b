"""The closed list of what can be switched on and off. Small companies see a small product."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_lazy as _

LARGE_FROM = 150
"""Active people from whom on the second group is on by itself."""


class Group(StrEnum):
    """When a feature is on without anybody having switched it."""

    LARGE = "large"
    ADVANCED = "advanced"
    WATCHING = "watching"


class Feature(StrEnum):
    """What can be switched. Alphabetical; stored by its value."""

    AUTOMATIC_CASES = "automatic-cases"
    CALIBRATION = "calibration"
    CASE_EXCHANGE = "case-exchange"
    COMMITTEE = "committee"
    EVIDENCE_AGE = "evidence-age"
    LEVELLING = "levelling"
    MANAGERS_START_CASES = "managers-start-cases"
    MAP = "map"
    METRICS = "metrics"
    MINUTES = "minutes"
    NESTED_CRITERIA = "nested-criteria"
    PAGE_OPENS = "page-opens"
    PAY_BANDS = "pay-bands"
    RATER_SEVERITY = "rater-severity"
    RESORTING = "resorting"
    STATISTICS = "statistics"
    STEP_BASIS = "step-basis"
    WEBHOOKS = "webhooks"


@dataclass(frozen=True, slots=True)
class About:
    """What people read about a feature: its group, its name, and what it does in a sentence."""

    group: Group
    title: Any
    does: Any


ABOUT: Mapping[Feature, About] = MappingProxyType(
    {
        Feature.CALIBRATION: About(
            Group.LARGE, _("Calibration"),
            _("Managers compare their ratings in a session before results are released."),
        ),
        Feature.COMMITTEE: About(
            Group.LARGE, _("Promotion committee"),
            _("A committee reads promotion cases; without it the manager's manager decides."),
        ),
        Feature.LEVELLING: About(
            Group.LARGE, _("Levelling rounds"),
            _("Gives many people a level at once: proposed, agreed, told in person, open to"
              " objection."),
        ),
        Feature.MAP: About(
            Group.LARGE, _("Map of moves"),
            _("Shows every level and the ways between them as one picture."),
        ),
        Feature.AUTOMATIC_CASES: About(
            Group.ADVANCED, _("Cases opened by the rules"),
            _("Opens a promotion case for whoever meets the criteria before it, unless they"
              " decline."),
        ),
        Feature.MANAGERS_START_CASES: About(
            Group.ADVANCED, _("Only managers start cases"),
            _("Without it, people start a promotion case for themselves too."),
        ),
        Feature.CASE_EXCHANGE: About(
            Group.ADVANCED, _("CASE exchange"),
            _("Exchanges frameworks with learning systems as 1EdTech CASE."),
        ),
        Feature.METRICS: About(
            Group.ADVANCED, _("Figures"),
            _("Imports figures such as a quota, so that criteria can ask for them."),
        ),
        Feature.NESTED_CRITERIA: About(
            Group.ADVANCED, _("Nested criteria"),
            _("Criteria of a move can hold groups: all of these, or two of those."),
        ),
        Feature.PAY_BANDS: About(
            Group.ADVANCED, _("Pay bands for everyone"),
            _("Shows everyone the pay band that a level refers to; without it HR alone sees it."),
        ),
        Feature.RESORTING: About(
            Group.ADVANCED, _("Re-sorting of statements"),
            _("A panel sorts statements to levels without seeing where they stand."),
        ),
        Feature.STATISTICS: About(
            Group.ADVANCED, _("Statistics"),
            _("Shows agreement, attainability and fairness for groups of at least five people."),
        ),
        Feature.STEP_BASIS: About(
            Group.ADVANCED, _("Ratings by step"),
            _("A framework can rate the step that somebody shows in place of a score."),
        ),
        Feature.WEBHOOKS: About(
            Group.ADVANCED, _("Webhooks"),
            _("Tells other programs that something happened: keys and a signature, no content."),
        ),
        Feature.EVIDENCE_AGE: About(
            Group.WATCHING, _("Age of evidence, by person"),
            _("Shows others than the person how long ago they wrote something down."),
        ),
        Feature.MINUTES: About(
            Group.WATCHING, _("Minutes for each person"),
            _("Records how long a calibration spoke about each person."),
        ),
        Feature.PAGE_OPENS: About(
            Group.WATCHING, _("Page opens"),
            _("Counts who opened which page of the framework how often."),
        ),
        Feature.RATER_SEVERITY: About(
            Group.WATCHING, _("Severity of raters"),
            _("Asks about managers whose ratings are well above or below those of others."),
        ),
    }
)  # fmt: skip
FEATURES = tuple(ABOUT)
WATCHING = frozenset(each for each, about in ABOUT.items() if about.group is Group.WATCHING)
"""What looks like monitoring of people: off at first, and switched on by two."""


def preset(people: int) -> frozenset[Feature]:
    """What is on in a company of so many active people when nobody has switched anything."""
    large = (each for each, about in ABOUT.items() if about.group is Group.LARGE)
    return frozenset(large if people >= LARGE_FROM else ())
