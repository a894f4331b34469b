"""What became of every statement between two versions: a proposal that a person confirms.

Found by id and by similarity. A statement keeps its identity through rewording and moves; an id
that was given to a quite different sentence does not keep it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

from trellis.findings import BadInput
from trellis.framework.model import Framework
from trellis.framework.words import ALIKE, closeness, likeness


class Fate(StrEnum):
    """What became of statements."""

    DROPPED = "dropped"
    MERGED = "merged"
    NEW = "new"
    REWORDED = "reworded"
    SAME = "same"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Entry:
    """Statements of the old version and what they became, by id.

    `score` is how much of the texts is the same, from 0 to 1: of the least alike pair where there
    are more, and 0 for what was dropped or is new. What was rated stays valid for `same` and
    `reworded`.
    """

    kind: Fate
    old: tuple[str, ...]
    new: tuple[str, ...]
    score: float = 0.0


PART = 0.65
"""From this share on a left-over sentence is taken for a part of one that changed: it has neither
an id nor a whole text to be known by, so it must share more than a reworded one."""

APART = "apart"
"""The answer that what was proposed as one thing is not: the old ones are dropped, the new new."""

Texts = Mapping[str, str]


def propose(old: Framework, new: Framework) -> tuple[Entry, ...]:
    """The fate of every statement: each old and each new one is in exactly one entry.

    The order of the statements in either file decides nothing but the order of the answer: that of
    the old version, then what is new.
    """
    was = {statement.id: statement.text for statement in old.statements()}
    will = {statement.id: statement.text for statement in new.statements()}
    pairs = [_entry(was, will, (a,), (b,)) for a, b in _pairs(was, will)]
    entries = {entry.old[0]: entry for entry in _with_parts(pairs, was, will)}
    found = {id_ for entry in entries.values() for id_ in entry.old}
    entries |= {id_: Entry(Fate.DROPPED, (id_,), ()) for id_ in was if id_ not in found}
    known = {id_ for entry in entries.values() for id_ in entry.new}
    come = (Entry(Fate.NEW, (), (id_,)) for id_ in will if id_ not in known)
    return (*(entries[id_] for id_ in was if id_ in entries), *come)


def _pairs(was: Texts, will: Texts) -> Iterator[tuple[str, str]]:
    """One old statement and one new one: by id where the texts are alike, else by text alone."""
    kept = {id_ for id_ in was if id_ in will and likeness(was[id_], will[id_]) >= ALIKE}
    yield from ((id_, id_) for id_ in was if id_ in kept)
    left = {id_: text for id_, text in was.items() if id_ not in kept}
    right = {id_: text for id_, text in will.items() if id_ not in kept}
    for _, a, b in sorted(_close(left, right), key=lambda match: _rank(*match)):
        if a in left and b in right:
            yield a, b
            del left[a], right[b]


def _close(left: Texts, right: Texts) -> Iterator[tuple[float, str, str]]:
    """Every pair that is close as a whole: its score, the old id, the new id."""
    for a, text in left.items():
        found = process.extract(
            text, right, scorer=fuzz.ratio, score_cutoff=100 * ALIKE, limit=None
        )
        yield from ((score / 100, a, b) for _, score, b in found)


def _rank(score: float, a: str, b: str) -> tuple[float, str, str, str]:
    """The best match first; between equals the ids decide, the same way there and back."""
    return (-score, min(a, b), max(a, b), a)


def _with_parts(pairs: Iterable[Entry], was: Texts, will: Texts) -> Iterable[Entry]:
    """What is left over may be a part of a sentence that changed: it was split, or merged."""
    entries = {entry.old[0]: entry for entry in pairs}
    done: set[tuple[Fate, str]] = set()
    for _, key, fate, id_ in sorted(_parts(entries, was, will)):
        entry = entries[key]
        if (fate, id_) not in done and entry.kind in (Fate.REWORDED, fate):
            done.add((fate, id_))
            old = (*entry.old, id_) if fate is Fate.MERGED else entry.old
            new = (*entry.new, id_) if fate is Fate.SPLIT else entry.new
            entries[key] = _entry(was, will, old, new)
    return entries.values()


def _parts(
    entries: Mapping[str, Entry], was: Texts, will: Texts
) -> Iterator[tuple[float, str, Fate, str]]:
    """Every left-over statement beside every changed one that it may be a part of; best first."""
    taken = {entry.new[0] for entry in entries.values()}
    gone = [id_ for id_ in was if id_ not in entries]
    come = [id_ for id_ in will if id_ not in taken]
    for key, entry in entries.items():
        if entry.kind is Fate.REWORDED:
            split = ((likeness(was[key], will[id_]), Fate.SPLIT, id_) for id_ in come)
            merged = ((likeness(was[id_], will[entry.new[0]]), Fate.MERGED, id_) for id_ in gone)
            for score, fate, id_ in (*split, *merged):
                if score >= PART:
                    yield -score, key, fate, id_


def _entry(was: Texts, will: Texts, old: tuple[str, ...], new: tuple[str, ...]) -> Entry:
    score = min(closeness(was[a], will[b]) for a in old for b in new)
    if len(new) > 1:
        return Entry(Fate.SPLIT, old, new, score)
    if len(old) > 1:
        return Entry(Fate.MERGED, old, new, score)
    return Entry(Fate.SAME if was[old[0]] == will[new[0]] else Fate.REWORDED, old, new, score)


def decide(entries: tuple[Entry, ...], choices: Mapping[str, str]) -> tuple[Entry, ...]:
    """The proposal with what a person chose otherwise, by the first old id of an entry.

    A choice is `APART`, or for what was dropped the id of a new statement that it became; an empty
    one, and none, accepts. Raises `BadInput` for a choice that the proposal does not offer.
    """
    become: dict[str, list[str]] = {e.new[0]: [] for e in entries if e.kind is Fate.NEW}
    decided: list[Entry] = []
    for entry in entries:
        choice = choices.get(entry.old[0], "") if entry.old else ""
        if entry.kind is Fate.DROPPED and choice in become:
            become[choice].append(entry.old[0])
        elif choice == APART and entry.kind not in (Fate.DROPPED, Fate.SAME):
            decided += [Entry(Fate.DROPPED, (id_,), ()) for id_ in entry.old]
            decided += [Entry(Fate.NEW, (), (id_,)) for id_ in entry.new]
        elif choice:
            raise BadInput.at(
                "choice",
                entry.old[0],
                f"“{choice}” cannot be chosen for the statement {entry.old[0]}.",
                "Look at the changes again, then publish.",
            )
        else:
            decided.append(entry)
    return tuple(_joined(entry, become) for entry in decided)


def _joined(entry: Entry, become: Mapping[str, list[str]]) -> Entry:
    """A new statement with the dropped ones that became it."""
    old = tuple(become[entry.new[0]]) if entry.kind is Fate.NEW and entry.new[0] in become else ()
    if not old:
        return entry
    return Entry(Fate.REWORDED if len(old) == 1 else Fate.MERGED, old, entry.new)
