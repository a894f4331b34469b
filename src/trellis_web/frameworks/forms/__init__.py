"""What people send about frameworks."""

from trellis_web.frameworks.forms.drafts import DraftForm, FamilyForm, LevelsForm, PublicationForm
from trellis_web.frameworks.forms.imports import MAX_BYTES, ImportForm
from trellis_web.frameworks.forms.placements import PlacementForm, TitlesForm

__all__ = [
    "MAX_BYTES",
    "DraftForm",
    "FamilyForm",
    "ImportForm",
    "LevelsForm",
    "PlacementForm",
    "PublicationForm",
    "TitlesForm",
]
