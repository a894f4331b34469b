"""What people send about frameworks."""

from trellis_web.frameworks.forms.drafts import DraftForm, FamilyForm, LevelsForm
from trellis_web.frameworks.forms.imports import MAX_BYTES, ImportForm
from trellis_web.frameworks.forms.life import RhythmForm, SettlementForm, StayForm, TriggerForm
from trellis_web.frameworks.forms.placements import PlacementForm, TitlesForm
from trellis_web.frameworks.forms.publication import PublicationForm

__all__ = [
    "MAX_BYTES",
    "DraftForm",
    "FamilyForm",
    "ImportForm",
    "LevelsForm",
    "PlacementForm",
    "PublicationForm",
    "RhythmForm",
    "SettlementForm",
    "StayForm",
    "TitlesForm",
    "TriggerForm",
]
