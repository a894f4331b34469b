"""Frameworks: a family, its draft, its published versions.

Family         a job family; `current` is the version that supplies the criteria
Competency     the stable key of a competency of a family, over all versions
Authorship     who works on the framework of a family, and as what
Assignment     somebody writes a competency of a draft until a day
Comment        a remark on one cell, or a reply
Draft          the editable predecessor of the next version
Import         a file that became a draft, and the draft before it
ImportPreset   what the columns of a table hold, under a name
PublicLink     an address that shows a published framework outside the company
Question       somebody does not understand a sentence, and the answer
Signature      somebody stands for a part, exactly as it was
Stay           somebody for whom an earlier version lives on until a day
Succession     what a version made of each statement of the one before; immutable
Suggestion     other sentences for one cell, accepted or rejected
TitleDecision  whether a person may bear a title that is none of their level's
Trigger        why a framework is looked at before its time
Upload         a file on its way in
Version        an immutable, published document
"""

from trellis_web.frameworks.models.authorship import Authorship
from trellis_web.frameworks.models.collaboration import (
    Assignment,
    Comment,
    Signature,
    Suggestion,
)
from trellis_web.frameworks.models.draft import Draft
from trellis_web.frameworks.models.family import Competency, Family, Trigger
from trellis_web.frameworks.models.imports import Import, ImportPreset, Upload
from trellis_web.frameworks.models.public_links import PublicLink
from trellis_web.frameworks.models.questions import Question
from trellis_web.frameworks.models.titles import TitleDecision
from trellis_web.frameworks.models.version import Stay, Succession, Version

__all__ = [
    "Assignment",
    "Authorship",
    "Comment",
    "Competency",
    "Draft",
    "Family",
    "Import",
    "ImportPreset",
    "PublicLink",
    "Question",
    "Signature",
    "Stay",
    "Succession",
    "Suggestion",
    "TitleDecision",
    "Trigger",
    "Upload",
    "Version",
]
