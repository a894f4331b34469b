"""What a person is asked about statements before a version is published."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trellis.framework.migration import APART, Entry, Fate
from trellis.framework.model import Framework
from trellis.framework.resolve import ResolvedFramework
from trellis.framework.words import changed_words
from trellis_web.frameworks.models import Family
from trellis_web.frameworks.queries.comparison import Pieces
from trellis_web.frameworks.queries.successions import proposed, whole
from trellis_web.frameworks.queries.versions import resolved

FATES: dict[Fate, Promise] = {
    Fate.DROPPED: gettext_lazy("no longer asked for"),
    Fate.MERGED: gettext_lazy("merged"),
    Fate.NEW: gettext_lazy("new"),
    Fate.REWORDED: gettext_lazy("reworded"),
    Fate.SAME: gettext_lazy("the same"),
    Fate.SPLIT: gettext_lazy("split"),
}
SURE = 0.8
"""From this likeness on a reworded sentence that kept its id needs no look."""
SHORT = 90
"""Characters of a new statement in a choice."""


@dataclass(frozen=True, slots=True)
class Question:
    """What became of statements, with what can be answered. `score` is in percent.

    `key` is the first old id; `is_plain` says that the sentence was only reworded a little.
    """

    key: str
    fate: Promise
    before: tuple[str, ...]
    after: tuple[Pieces, ...]
    score: int
    options: tuple[tuple[str, str], ...]
    is_plain: bool


def questions(family: Family, draft: ResolvedFramework) -> tuple[Question, ...]:
    """Every statement that did not simply stay, with its proposal first among the options."""
    if family.current is None:
        return ()
    entries = proposed(family.current, draft)
    was, will = _texts(whole(resolved(family.current))), _texts(whole(draft))
    new = tuple((e.new[0], _became(will[e.new[0]])) for e in entries if e.kind is Fate.NEW)
    return tuple(_questions(entries, was, will, new))


def _texts(framework: Framework) -> dict[str, str]:
    return {statement.id: statement.text for statement in framework.statements()}


def _became(text: str) -> str:
    return _("Became: %(text)s") % {"text": Truncator(text).chars(SHORT)}


def _questions(
    entries: tuple[Entry, ...],
    was: dict[str, str],
    will: dict[str, str],
    new: tuple[tuple[str, str], ...],
) -> Iterator[Question]:
    for entry in entries:
        if entry.kind not in (Fate.SAME, Fate.NEW):
            before = tuple(was[id_] for id_ in entry.old)
            yield Question(
                entry.old[0],
                FATES[entry.kind],
                before,
                tuple(changed_words(before[0], will[id_]) for id_ in entry.new),
                round(100 * entry.score),
                _options(entry, new),
                entry.kind is Fate.REWORDED and entry.old == entry.new and entry.score >= SURE,
            )


def _options(entry: Entry, new: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    if entry.kind is Fate.DROPPED:
        return (("", _("It is no longer asked for")), *new)
    accepted = {
        Fate.MERGED: _("They became this one"),
        Fate.REWORDED: _("The same in other words: what was rated stays valid"),
        Fate.SPLIT: _("It became these"),
    }
    return (("", accepted[entry.kind]), (APART, _("Something else: the old is dropped")))
