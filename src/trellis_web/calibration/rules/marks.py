"""What stands in a cell of the board, and how the log of its changes makes it. Pure values."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _

from trellis_web.calibration.models.marks import Mark
from trellis_web.reviews.models import Next
from trellis_web.reviews.rules import Answer, Question, complete

LONGEST = 4_000
"""Characters of a reason."""


class Entry(Protocol):
    """A row of the log of one rating, as far as replaying it reads it."""

    @property
    def pk(self) -> int:
        """Its key."""

    @property
    def undoes_id(self) -> int | None:
        """The entry that it takes back."""

    @property
    def became(self) -> Mark:
        """What stood there after it."""


def replayed(first: Mark, log: Iterable[Entry]) -> Mark:
    """What stands in a cell: the mark of the manager, then every entry in its order."""
    mark = first
    for entry in log:
        mark = entry.became
    return mark


E = TypeVar("E", bound=Entry)


def in_force(log: Sequence[E]) -> E | None:
    """The change whose reasons hold: the latest that was not taken back; None when none is."""
    gone = {entry.undoes_id for entry in log}
    kept = [entry for entry in log if entry.undoes_id is None and entry.pk not in gone]
    return kept[-1] if kept else None


def sought(question: Question, now: Mark, wish: Mark) -> Mark:
    """What a wish makes of a cell: what it leaves out stays, what follows from a step follows."""
    if question.is_stepped:
        answer = complete(question, Answer(step=wish.step or now.step))
        return Mark(answer.score, answer.step, answer.next)
    score = wish.score if wish.score is not None else now.score
    seen = wish.next or now.next
    return Mark(score, "", seen if question.asks_next else now.next)


def faults_of(question: Question, wish: Mark, words: Mapping[str, str]) -> dict[str, str]:
    """A sentence for every field of a change that cannot be stored.

    `words` holds `reason`, `employee_reason` and `statement`, the id of the cited sentence.
    """
    found = {}
    if wish.score is not None and wish.score not in range(1, 6):
        found["score"] = _("Choose a rating from 1 to 5.")
    if wish.next and wish.next not in Next.values:
        found["next"] = _("Choose what was seen of the next level.")
    if question.is_stepped and wish.step and wish.step not in question.competency.steps:
        found["step"] = _("Choose one of the steps of the competency.")
    if words["statement"] not in {each.id for each in (*question.here, *question.there)}:
        found["statement"] = _("Choose the sentence of the framework that the change rests on.")
    return found | _wordless(words)


def _wordless(words: Mapping[str, str]) -> dict[str, str]:
    missing = {
        "reason": _("Say in the room why the rating changes."),
        "employee_reason": _("Write what the person will read about it."),
    }
    found = {name: said for name, said in missing.items() if not words[name].strip()}
    long = _("Shorten it to %(n)d characters.") % {"n": LONGEST}
    return found | {name: long for name in missing if len(words[name].strip()) > LONGEST}
