"""What may not be, said in sentences: conflicts between writers, and names that are taken."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from trellis.findings import BadInput
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
ALREADY_ASKED = Denial(
    "already-asked",
    _("You asked about this sentence already. You get a mail when it is answered."),
)
ANSWERED = Denial(
    "answered",
    _("Somebody has decided about this suggestion already. Their answer stands beside it."),
)
CELL_CHANGED = Denial(
    "cell-changed",
    _("The cell changed after you opened this page. Compare again, then decide."),
)
CELL_GONE = Denial(
    "cell-gone",
    _(
        "This cell is no longer in the draft, so nothing can be put there. The words stay readable"
        " here: copy them to another cell, or reject the suggestion with a reason."
    ),
)
BAD_ROWS = Denial(
    "bad-rows",
    _("Some rows cannot be read. Correct them, or choose to import without them."),
)
CHANGED_SINCE_IMPORT = Denial(
    "changed-since-import",
    _(
        "Somebody changed the draft after this import, so it is not undone. Both texts are still"
        " here: the draft as it is, and below the one from before the import."
    ),
)
DRAFT_CHANGED_MEANWHILE = Denial(
    "draft-changed-meanwhile",
    _("Somebody changed this draft while you looked. Compare again, then import."),
)
TOO_LATE = Denial(
    "too-late", _("An import can be undone for 30 days. Write the draft as you want it instead.")
)
UNANSWERED = Denial("unanswered", _("A question about this table is open. Answer it, then import."))
UNDONE = Denial("undone", _("This import has been undone already."))
OWN_TITLE = Denial("own-title", _("Nobody decides about their own title. Ask a colleague in HR."))
TITLE_CHANGED = Denial(
    "title-changed",
    _("The title or level of this person changed after you opened the page. Look at it again."),
)
SETTLED = Denial("settled", _("Somebody has settled this already. Their answer stands beside it."))
SIGNED_MEANWHILE_CHANGED = Denial(
    "changed-before-signing",
    _("The text changed after you opened this page. Read it again, then sign."),
)
TWO_PEOPLE = Denial(
    "two-people",
    _("You have signed this in your other role. The second signature is for somebody else."),
)
WRITERS_FIRST = Denial(
    "writers-first",
    _("The writers have not signed everything that changed. HR signs once the sentences stand."),
)

LONGEST = {"answer": 2_000, "comment": 4_000, "question": 2_000, "reason": 2_000, "text": 10_000}
"""Characters of what is said about a framework."""


def refuse_long(**said: str) -> None:
    """Raises `BadInput` for a text that is longer than `LONGEST` of its name."""
    for name, text in said.items():
        if len(text) > LONGEST[name]:
            raise BadInput.at(
                "too-long",
                name,
                _now("This has %(count)s characters; at most %(limit)s are kept.")
                % {"count": f"{len(text):,}", "limit": f"{LONGEST[name]:,}"},
                _now("Shorten it, or import a file."),
            )


class Conflict(Exception):
    """Somebody else was first, and nothing was written. `theirs` is what stands there now."""

    def __init__(self, denial: Denial, theirs: Any = None) -> None:
        self.denial, self.theirs = denial, theirs
        super().__init__(str(denial))
