"""What is recorded about frameworks. Every payload is imported here, so that all tags are known."""

from trellis_web.frameworks.events.assignments import (
    AssignmentEnded,
    AssignmentGiven,
    AuthorsReminded,
)
from trellis_web.frameworks.events.authorship import AuthorChanged
from trellis_web.frameworks.events.collaboration import (
    CommentResolved,
    CommentWritten,
    SuggestionAccepted,
    SuggestionMade,
    SuggestionRejected,
)
from trellis_web.frameworks.events.drafts import FrameworkDrafted, FrameworkEdited
from trellis_web.frameworks.events.imports import (
    ImportMade,
    ImportPresetKept,
    ImportUndone,
    UploadChanged,
    UploadsForgotten,
    UploadStored,
)
from trellis_web.frameworks.events.life import (
    FrameworkReviewed,
    ReviewReminded,
    RhythmChanged,
    StayEnded,
    StayGranted,
    TriggerRaised,
    TriggerSettled,
)
from trellis_web.frameworks.events.outline import OutlineChanged
from trellis_web.frameworks.events.publication import FrameworkPublished
from trellis_web.frameworks.events.reading import (
    PublicLinkEnded,
    PublicLinkMade,
    QuestionAnswered,
    QuestionAsked,
    TitleDecided,
)
from trellis_web.frameworks.events.signatures import DraftSigned

__all__ = [
    "AssignmentEnded",
    "AssignmentGiven",
    "AuthorChanged",
    "AuthorsReminded",
    "CommentResolved",
    "CommentWritten",
    "DraftSigned",
    "FrameworkDrafted",
    "FrameworkEdited",
    "FrameworkPublished",
    "FrameworkReviewed",
    "ImportMade",
    "ImportPresetKept",
    "ImportUndone",
    "OutlineChanged",
    "PublicLinkEnded",
    "PublicLinkMade",
    "QuestionAnswered",
    "QuestionAsked",
    "ReviewReminded",
    "RhythmChanged",
    "StayEnded",
    "StayGranted",
    "SuggestionAccepted",
    "SuggestionMade",
    "SuggestionRejected",
    "TitleDecided",
    "TriggerRaised",
    "TriggerSettled",
    "UploadChanged",
    "UploadStored",
    "UploadsForgotten",
]
