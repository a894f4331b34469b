"""What changed between two versions of a framework: wording apart from structure."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from trellis.framework.base import Part
from trellis.framework.migration import Entry, Fate, propose
from trellis.framework.model import CellStatus, Framework, Statement
from trellis.framework.plain import plain
from trellis.framework.relabel import Relabel, relabels, renamed
from trellis.framework.words import changed_words

__all__ = ["Change", "Diff", "Kind", "changed_words", "diff"]


class Kind(StrEnum):
    """What happened to a part."""

    ADDED = "added"
    CHANGED = "changed"
    MERGED = "merged"
    MOVED = "moved"
    RELABELLED = "relabelled"
    REMOVED = "removed"
    REPLACED = "replaced"
    REWORDED = "reworded"
    SPLIT = "split"
    STARRED = "starred"
    UNSTARRED = "unstarred"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one part.

    `part` is "statement", "level", "competency", ...; `subject` its id; `before` and `after` are
    texts for a rewording, places ("design L2") for a move, and values otherwise. `count` is how
    many statements it concerns: more than one for those that got a new label all at once.
    """

    kind: Kind
    part: str
    subject: str
    before: str = ""
    after: str = ""
    place: str = ""
    count: int = 1

    def as_dict(self) -> dict[str, str | int]:
        """The change as plain values, for JSON."""
        return {**asdict(self), "kind": str(self.kind)}


@dataclass(frozen=True, slots=True)
class Diff:
    """All changes. `wording` changes how something is said, `structure` what is asked of whom."""

    wording: tuple[Change, ...]
    structure: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.wording or self.structure)

    def as_dict(self) -> dict[str, list[dict[str, str | int]]]:
        """Both groups as plain values, for JSON."""
        return {
            "wording": [change.as_dict() for change in self.wording],
            "structure": [change.as_dict() for change in self.structure],
        }


WORDS = frozenset(
    {"aliases", "examples", "scope", "summary", "text", "texts", "title", "titles", "x-stale"}
)
"""Keys that hold wording; every other key of a part is structure."""


def diff(old: Framework, new: Framework) -> Diff:
    """The changes from `old` to `new`, in the order of the new file; removals come last.

    Levels or competencies that only got another id and title are one change, whatever stands there.
    """
    entries = propose(old, new)
    labels = relabels(old, new, entries)
    old = renamed(old, new, labels)
    changes = [
        *(_relabelled(relabel) for relabel in labels),
        *_framework(old, new),
        *_parts("track", _tracks(old), _tracks(new)),
        *_parts("level", _levels(old), _levels(new)),
        *_parts("competency", _competencies(old), _competencies(new)),
        *_cells(old, new),
        *_statements(old, new, entries),
        *_parts("move", _moves(old), _moves(new)),
        *_parts("criterion", _criteria(old), _criteria(new)),
    ]
    wording = tuple(change for change in changes if change.kind is Kind.REWORDED)
    return Diff(wording, tuple(change for change in changes if change.kind is not Kind.REWORDED))


Values = dict[str, Any]


def _values(part: Part, *without: str) -> Values:
    return {key: value for key, value in plain(part).items() if key not in ("id", *without)}


def _tracks(framework: Framework) -> dict[str, Values]:
    return {track.id: _values(track, "levels") for track in framework.tracks}


def _levels(framework: Framework) -> dict[str, Values]:
    return {level.id: {"track": track.id, **_values(level)} for track, level in framework.levels()}


def _competencies(framework: Framework) -> dict[str, Values]:
    return {c.id: _values(c, "levels", "steps") for c in framework.competencies}


def _moves(framework: Framework) -> dict[str, Values]:
    return {move.id: _values(move, "criteria") for move in framework.moves}


def _criteria(framework: Framework) -> dict[str, Values]:
    """Every condition as `move criterion`; one without an id is known by its place."""
    return {
        f"{move.id} {criterion.id or number}": _values(criterion)
        for move in framework.moves
        for number, criterion in enumerate(move.criteria, 1)
    }


def _framework(old: Framework, new: Framework) -> Iterator[Change]:
    parts = ("tracks", "competencies", "moves", "extra")
    yield from _values_changed("framework", new.id, _values(old, *parts), _values(new, *parts))
    if old.id != new.id:
        yield Change(Kind.CHANGED, "framework", new.id, old.id, new.id, "id")


def _parts(part: str, old: Mapping[str, Values], new: Mapping[str, Values]) -> Iterator[Change]:
    for id_, values in new.items():
        if id_ in old:
            yield from _values_changed(part, id_, old[id_], values)
        else:
            yield Change(Kind.ADDED, part, id_, after=_label(id_, values))
    for id_, values in old.items():
        if id_ not in new:
            yield Change(Kind.REMOVED, part, id_, before=_label(id_, values))


def _values_changed(part: str, id_: str, old: Values, new: Values) -> Iterator[Change]:
    for key in {**old, **new}:
        before, after = old.get(key), new.get(key)
        if before != after:
            kind = Kind.REWORDED if key in WORDS else Kind.CHANGED
            yield Change(kind, part, id_, _show(before), _show(after), key)


def _label(id_: str, values: Values) -> str:
    return str(
        values.get("title") or values.get("text") or next(iter(values.get("titles", ())), id_)
    )


def _show(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_show(item) for item in value)
    return "" if value is None else str(value)


def _relabelled(relabel: Relabel) -> Change:
    return Change(
        Kind.RELABELLED,
        relabel.part,
        ", ".join(relabel.ids.values()),
        ", ".join(relabel.ids),
        ", ".join(relabel.ids.values()),
        count=relabel.count,
    )


Place = tuple[str, Statement]
"""The cell ("design L2") in which a statement stands, and the statement."""


def _places(framework: Framework) -> dict[str, Place]:
    return {
        statement.id: (f"{competency.id} {level}", statement)
        for competency in framework.competencies
        for cells in (competency.levels, competency.steps)
        for level, cell in cells.items()
        if not isinstance(cell, CellStatus)
        for statement in cell
    }


def _statements(old: Framework, new: Framework, entries: tuple[Entry, ...]) -> Iterator[Change]:
    """What happened to each statement; `entries` say which one became which."""
    was, will = _places(old), _places(new)
    fate = {id_: entry for entry in entries for id_ in entry.new}
    for id_ in will:
        entry = fate[id_]
        if id_ == entry.new[0]:
            yield from _fate(entry, was, will)
    for entry in entries:
        if entry.kind is Fate.DROPPED and not _is_replaced(entry.old[0], fate):
            place, statement = was[entry.old[0]]
            yield Change(Kind.REMOVED, "statement", statement.id, statement.text, place=place)


def _is_replaced(id_: str, fate: Mapping[str, Entry]) -> bool:
    """True where the id of a dropped statement now belongs to a new one."""
    return id_ in fate and fate[id_].kind is Fate.NEW


def _fate(entry: Entry, was: Mapping[str, Place], will: Mapping[str, Place]) -> Iterator[Change]:
    id_ = entry.new[0]
    place, statement = will[id_]
    if entry.kind in (Fate.SPLIT, Fate.MERGED):
        subject = entry.old[0] if entry.kind is Fate.SPLIT else id_
        before = " / ".join(was[each][1].text for each in entry.old)
        after = " / ".join(will[each][1].text for each in entry.new)
        yield Change(Kind(entry.kind.value), "statement", subject, before, after, place)
    elif entry.old:
        yield from _statement(*was[entry.old[0]], place, statement)
    elif id_ in was:
        yield Change(Kind.REPLACED, "statement", id_, was[id_][1].text, statement.text, place)
    else:
        yield Change(Kind.ADDED, "statement", id_, after=statement.text, place=place)


def _statement(was: str, old: Statement, place: str, new: Statement) -> Iterator[Change]:
    if old.text != new.text:
        yield Change(Kind.REWORDED, "statement", new.id, old.text, new.text, place)
    if was != place:
        yield Change(Kind.MOVED, "statement", new.id, was, place, place)
    if old.star != new.star:
        kind = Kind.STARRED if new.star else Kind.UNSTARRED
        yield Change(kind, "statement", new.id, old.text, new.text, place)
    yield from _values_changed(
        "statement", new.id, _values(old, "text", "star"), _values(new, "text", "star")
    )


def _cells(old: Framework, new: Framework) -> Iterator[Change]:
    """Statuses that came, went or changed: they decide what a level is rated on."""
    was, will = _statuses(old), _statuses(new)
    for cell in {**was, **will}:
        before, after = was.get(cell, ""), will.get(cell, "")
        if before != after:
            yield Change(Kind.CHANGED, "cell", cell, before, after, cell)


def _statuses(framework: Framework) -> dict[str, str]:
    return {
        f"{competency.id} {level}": str(cell)
        for competency in framework.competencies
        for level, cell in competency.levels.items()
        if isinstance(cell, CellStatus)
    }
