"""What people collect between reviews, and what they plan.

EvidenceNote   a dated note of something that was done; private until shared
EvidenceTag    ties a note to a competency, a statement or a criterion
EvidenceFile   a file of a note, kept outside the web root
Confirmation   a named colleague is asked to confirm a note, and does or declines
Ask            a colleague is asked what they saw of one statement
Endorsement    somebody backs a move of a person, with words
MetricValue    one period of a metric, such as quota attainment
Plan           what a person is heading for
PlanAction     one thing to do by a day, and by whom
PlanActionTag  ties an action to a competency or a statement
OneOnOne       a talk with the manager took place
"""

from trellis_web.growth.models.endorsements import Endorsement, MetricValue
from trellis_web.growth.models.evidence import (
    Ask,
    Confirmation,
    EvidenceFile,
    EvidenceNote,
    EvidenceTag,
)
from trellis_web.growth.models.plans import OneOnOne, Plan, PlanAction, PlanActionTag

__all__ = [
    "Ask",
    "Confirmation",
    "Endorsement",
    "EvidenceFile",
    "EvidenceNote",
    "EvidenceTag",
    "MetricValue",
    "OneOnOne",
    "Plan",
    "PlanAction",
    "PlanActionTag",
]
