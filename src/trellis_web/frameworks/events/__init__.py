"""What is recorded about frameworks. Every payload is imported here, so that all tags are known."""

from trellis_web.frameworks.events.authorship import AuthorChanged
from trellis_web.frameworks.events.drafts import FrameworkDrafted, FrameworkEdited
from trellis_web.frameworks.events.publication import FrameworkPublished

__all__ = ["AuthorChanged", "FrameworkDrafted", "FrameworkEdited", "FrameworkPublished"]
