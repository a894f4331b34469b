"""What may not be, said in sentences: conflicts between writers, and names that are taken."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from trellis_web.access.rules import Denial

RESERVED = frozenset({"administration"})
"""Addresses that a family cannot have, as pages stand there."""

CHANGED_MEANWHILE = Denial(
    "changed-meanwhile",
    _("Somebody saved this draft after you opened it. What you wrote is kept below."),
)
PUBLISHED_MEANWHILE = Denial(
    "published-meanwhile",
    _("Somebody changed or published this draft a moment ago. Look at it again, then publish."),
)


class Conflict(Exception):
    """Somebody else was first, and nothing was written. `theirs` is what stands there now."""

    def __init__(self, denial: Denial, theirs: Any = None) -> None:
        self.denial, self.theirs = denial, theirs
        super().__init__(str(denial))
