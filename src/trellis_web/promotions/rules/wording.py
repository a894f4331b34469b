"""The state of a criterion and of a case in a word or two."""

from django.utils.translation import pgettext_lazy

from trellis.process.cases import CaseState
from trellis.readiness.criteria import State

WORDS = {
    State.IN_PROGRESS: pgettext_lazy("criterion", "In progress"),
    State.MET: pgettext_lazy("criterion", "Met"),
    State.NO_OPPORTUNITY: pgettext_lazy("criterion", "No opportunity"),
    State.NOT_ASSESSED: pgettext_lazy("criterion", "Not looked at yet"),
    State.NOT_EVIDENCED: pgettext_lazy("criterion", "Not evidenced"),
    State.NOT_MET: pgettext_lazy("criterion", "Not yet"),
    State.WAIVED: pgettext_lazy("criterion", "Waived"),
}
STEPS = {
    CaseState.DRAFT: pgettext_lazy("case", "Draft"),
    CaseState.WITH_MANAGER: pgettext_lazy("case", "With manager"),
    CaseState.COMMITTEE: pgettext_lazy("case", "Committee"),
    CaseState.CALIBRATED: pgettext_lazy("case", "Calibrated"),
    CaseState.DECIDED: pgettext_lazy("case", "Decided"),
    CaseState.WITHDRAWN: pgettext_lazy("case", "Withdrawn"),
}
