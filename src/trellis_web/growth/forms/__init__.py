"""What people type about their evidence and their plans. Each form gives what an action takes."""

from trellis_web.growth.forms.evidence import (
    TEXT,
    Choice,
    ColleagueForm,
    CommentForm,
    EndorsementForm,
    EvidenceForm,
    MetricFileForm,
    MetricImportForm,
    TagsField,
)
from trellis_web.growth.forms.files import FilesForm
from trellis_web.growth.forms.searches import SearchForm

__all__ = [
    "TEXT",
    "Choice",
    "ColleagueForm",
    "CommentForm",
    "EndorsementForm",
    "EvidenceForm",
    "FilesForm",
    "MetricFileForm",
    "MetricImportForm",
    "SearchForm",
    "TagsField",
]
