"""What people send about frameworks."""

from trellis_web.frameworks.forms.drafts import DraftForm, FamilyForm, LevelsForm
from trellis_web.frameworks.forms.imports import (
    MAX_BYTES,
    DraftedForm,
    ImportForm,
    NamingForm,
    PairForm,
    PresetForm,
    corrected_cells,
)
from trellis_web.frameworks.forms.imports_shape import ShapeForm
from trellis_web.frameworks.forms.life import RhythmForm, SettlementForm, StayForm, TriggerForm
from trellis_web.frameworks.forms.placements import PlacementForm, TitlesForm
from trellis_web.frameworks.forms.publication import PublicationForm

__all__ = [
    "MAX_BYTES",
    "DraftForm",
    "DraftedForm",
    "FamilyForm",
    "ImportForm",
    "LevelsForm",
    "NamingForm",
    "PairForm",
    "PlacementForm",
    "PresetForm",
    "PublicationForm",
    "RhythmForm",
    "SettlementForm",
    "ShapeForm",
    "StayForm",
    "TitlesForm",
    "TriggerForm",
    "corrected_cells",
]
