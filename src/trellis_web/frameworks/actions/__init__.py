"""What people do with frameworks: import, edit, publish."""

from trellis_web.frameworks.actions.drafts import (
    import_framework,
    save_draft,
    start_draft,
    start_from_library,
)
from trellis_web.frameworks.actions.due import (
    confirm_review,
    raise_trigger,
    remind_due,
    set_rhythm,
    settle_trigger,
)
from trellis_web.frameworks.actions.imports import (
    correct_upload,
    describe_upload,
    import_upload,
    keep_preset,
    name_upload,
    store_upload,
)
from trellis_web.frameworks.actions.imports_undo import forget_uploads, undo_import
from trellis_web.frameworks.actions.levels import add_promotions, name_levels
from trellis_web.frameworks.actions.publication import publish_version
from trellis_web.frameworks.actions.stays import end_stay, grant_stay

__all__ = [
    "add_promotions",
    "confirm_review",
    "correct_upload",
    "describe_upload",
    "end_stay",
    "forget_uploads",
    "grant_stay",
    "import_framework",
    "import_upload",
    "keep_preset",
    "name_levels",
    "name_upload",
    "publish_version",
    "raise_trigger",
    "remind_due",
    "save_draft",
    "set_rhythm",
    "settle_trigger",
    "start_draft",
    "start_from_library",
    "store_upload",
    "undo_import",
]
