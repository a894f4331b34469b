"""What a draft changes against the current version, in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trellis.framework.diff import Change, Diff, Kind, diff
from trellis.framework.model import Framework
from trellis.framework.resolve import ResolvedFramework
from trellis.framework.words import changed_words
from trellis_web.frameworks.models import Family
from trellis_web.frameworks.queries.comparison import Pieces
from trellis_web.frameworks.queries.versions import resolved

KINDS: dict[Kind, Promise] = {
    Kind.ADDED: _("added"),
    Kind.CHANGED: _("changed"),
    Kind.MERGED: _("merged"),
    Kind.MOVED: _("moved"),
    Kind.RELABELLED: _("relabelled"),
    Kind.REMOVED: _("removed"),
    Kind.REPLACED: _("replaced"),
    Kind.REWORDED: _("reworded"),
    Kind.SPLIT: _("split"),
    Kind.STARRED: _("starred"),
    Kind.UNSTARRED: _("no longer starred"),
}
PARTS: dict[str, Promise] = {
    "cell": _("Cell"),
    "competency": _("Competency"),
    "criterion": _("Criterion"),
    "framework": _("Framework"),
    "level": _("Level"),
    "move": _("Move"),
    "statement": _("Statement"),
    "track": _("Track"),
}

STATUSES: dict[str, Promise] = {
    "as_below": _("as at the level below"),
    "not_expected": _("not expected"),
    "todo": _("still to be written"),
}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change as it is shown: what, where, and both texts with the words that differ.

    `count` is how many statements it concerns.
    """

    part: Promise | str
    kind: Promise
    where: str
    before: Pieces
    after: Pieces
    count: int


def current_of(family: Family) -> Framework:
    """What is published of a family; nothing but its name before the first publication."""
    if family.current is None:
        return Framework(id=family.slug, title=family.title)
    return resolved(family.current).framework


def changes_of(family: Family, draft: ResolvedFramework) -> Diff:
    """The changes from what is published to the draft."""
    return diff(current_of(family), draft.framework)


def lines(changes: tuple[Change, ...], *named: Framework) -> list[ChangeLine]:
    """The changes of one group, ready to be shown; the frameworks `named` give titles to ids."""
    titles = {each.id: each.title for framework in named for each in framework.competencies}

    def shown(change: Change, text: str) -> str:
        return _place(text, titles) if change.kind is Kind.MOVED else _plain(text)

    return [
        ChangeLine(
            PARTS.get(change.part, change.part),
            KINDS[change.kind],
            _where(change, titles),
            changed_words(shown(change, change.after), shown(change, change.before)),
            changed_words(shown(change, change.before), shown(change, change.after)),
            change.count,
        )
        for change in changes
    ]


def _where(change: Change, titles: Mapping[str, str]) -> str:
    if change.part in ("statement", "cell"):
        return _place(change.place, titles)
    return titles.get(change.subject, change.subject)


def _place(place: str, titles: Mapping[str, str]) -> str:
    """ "code-quality IC4" as "Code quality, IC4"; what has no title stays."""
    competency, _space, level = place.partition(" ")
    title = titles.get(competency)
    return place if title is None else f"{title}, {level}" if level else title


def _plain(text: str) -> str:
    """A group of keys as words: `{'min': 12}` reads "min: 12"; and a status of a cell in words."""
    if text in STATUSES:
        return str(STATUSES[text])
    return re.sub(r"[{}']", "", text) if text.startswith("{") else text
