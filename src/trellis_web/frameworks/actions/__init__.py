"""What people do with frameworks: import, edit, publish."""

from trellis_web.frameworks.actions.drafts import (
    import_framework,
    save_draft,
    start_draft,
    start_from_library,
)
from trellis_web.frameworks.actions.levels import add_promotions, name_levels
from trellis_web.frameworks.actions.publication import publish_version

__all__ = [
    "add_promotions",
    "import_framework",
    "name_levels",
    "publish_version",
    "save_draft",
    "start_draft",
    "start_from_library",
]
