"""What people do with frameworks: import, edit, publish."""

from trellis_web.frameworks.actions.drafts import (
    import_framework,
    save_draft,
    start_draft,
    start_from_library,
)
from trellis_web.frameworks.actions.publication import publish_version

__all__ = [
    "import_framework",
    "publish_version",
    "save_draft",
    "start_draft",
    "start_from_library",
]
