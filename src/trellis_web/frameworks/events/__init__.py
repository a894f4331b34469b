"""What is recorded about frameworks. Every payload is imported here, so that all tags are known."""

from trellis_web.frameworks.events.authorship import AuthorChanged
from trellis_web.frameworks.events.collaboration import (
    CommentResolved,
    CommentWritten,
    SuggestionAccepted,
    SuggestionMade,
    SuggestionRejected,
)
from trellis_web.frameworks.events.drafts import FrameworkDrafted, FrameworkEdited
from trellis_web.frameworks.events.outline import OutlineChanged
from trellis_web.frameworks.events.publication import FrameworkPublished
from trellis_web.frameworks.events.signatures import DraftSigned

__all__ = [
    "AuthorChanged",
    "CommentResolved",
    "CommentWritten",
    "DraftSigned",
    "FrameworkDrafted",
    "FrameworkEdited",
    "FrameworkPublished",
    "OutlineChanged",
    "SuggestionAccepted",
    "SuggestionMade",
    "SuggestionRejected",
]
