"""Criteria in a few words, for lists of many people; the rule of a person says it in full."""

from trellis.readiness.criteria import State
from trellis.readiness.judge import FindingOfCriterion
from trellis.readiness.sentences import Sentence, say

NAMES = {
    "average": "Average",
    "calibration": "Calibration",
    "count": "High ratings",
    "endorsement": "Endorsement",
    "floor": "Lowest rating",
    "metric": "Figures",
    "months_in_level": "Months",
    "operating_at_next": "Next level",
    "starred": "Starred statements",
    "statement": "Confirmed example",
    "text": "For people to decide",
}
COUNTED = {
    "average": "Average {have} of {needed}",
    "count": "High ratings {have} of {needed}",
    "endorsement": "Endorsements {have} of {needed}",
    "floor": "Lowest rating {have} of {needed}",
    "months_in_level": "Months {have} of {needed}",
    "operating_at_next": "Next level {have} of {needed} quarters",
    "starred": "Starred statements {have} of {needed}",
}
"""The kinds whose two numbers read by themselves."""
HELPS = {
    "average": "raise the average",
    "calibration": "have the review calibrated",
    "count": "raise one more rating",
    "endorsement": "ask for an endorsement",
    "floor": "raise the lowest rating",
    "metric": "reach the figure",
    "months_in_level": "only time is missing",
    "operating_at_next": "show more of the next level",
    "starred": "have a statement confirmed",
    "statement": "note an example",
    "text": "ask who decides",
}
UNRATED = "have everything rated"


def name_of(finding: FindingOfCriterion) -> Sentence:
    """What is open, with both numbers where they are known: "Average 3.2 of 3.5"."""
    counted = None if finding.state is State.NOT_ASSESSED else COUNTED.get(finding.kind)
    if counted is None or finding.value is None or finding.needed is None:
        return say(NAMES[finding.kind])
    return say(counted, have=finding.value, needed=finding.needed)


def help_of(finding: FindingOfCriterion) -> Sentence:
    """What to do about an open criterion, as the end of "Helps most: ..."."""
    if finding.state is State.NOT_ASSESSED and finding.kind in {"average", "count", "floor"}:
        return say(UNRATED)
    if finding.state is State.IN_PROGRESS and finding.kind == "statement":
        return say("have the note confirmed")
    return say(HELPS[finding.kind])
