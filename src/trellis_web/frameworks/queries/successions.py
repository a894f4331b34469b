"""What became of statements over the versions of a family: forwards, and back to the first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from trellis.framework.migration import Entry, Fate, propose
from trellis.framework.model import Framework, Statement
from trellis.framework.resolve import ResolvedFramework
from trellis.framework.words import changed_words
from trellis_web.frameworks.models import Succession, Version
from trellis_web.frameworks.queries.comparison import Pieces
from trellis_web.frameworks.queries.versions import resolved

_GRAVITY = (Fate.SAME, Fate.REWORDED, Fate.MERGED, Fate.SPLIT, Fate.DROPPED)
"""How much a fate changes, the least first: over several versions the gravest one counts."""


@dataclass(frozen=True, slots=True)
class Now:
    """What a statement of an earlier version is in a later one. Nothing, when it was dropped."""

    kind: Fate
    version: Version
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """How a statement read in one version; pieces that differ from the wording before are True."""

    version: Version
    text: str
    pieces: Pieces
    fate: Fate


@dataclass(frozen=True, slots=True)
class Lineage:
    """A statement through the versions, the latest wording first; `since` where it first stood."""

    statement: Statement
    since: Version
    wordings: tuple[Wording, ...]


def whole(framework: ResolvedFramework) -> Framework:
    """The framework with the included statements as its own: people are rated on those too."""
    return framework.framework.model_copy(update={"competencies": framework.competencies})


def proposed(current: Version | None, draft: ResolvedFramework) -> tuple[Entry, ...]:
    """What a draft would make of the statements of the current version; none without one."""
    return propose(whole(resolved(current)), whole(draft)) if current else ()


def stored(entries: Iterable[Entry]) -> list[list[object]]:
    """Entries as they are kept."""
    return [[e.kind.value, list(e.old), list(e.new), round(e.score, 3)] for e in entries]


def versions_of(family_id: int, *, upto: int | None = None) -> list[Version]:
    """The versions of a family without their text, the latest first, up to a number."""
    found = Version.objects.filter(family_id=family_id).order_by("-number").defer("text")
    return list(found.filter(number__lte=upto) if upto else found)


def _made(chain: list[Version]) -> dict[int, tuple[Entry, ...]]:
    """By version of a chain, the latest first: what it made of the one before it. One query.

    As it was confirmed; as it would be proposed for versions from before that was asked.
    """
    kept = Succession.objects.filter(version__family=chain[0].family_id)
    rows = kept.values_list("version_id", "entries")
    found = {pk: tuple(_entry(*each) for each in entries) for pk, entries in rows}
    for new, old in pairwise(chain):
        if new.pk not in found:
            found[new.pk] = _proposed(old.pk, old.digest, new.pk, new.digest)
    return found


def _entry(kind: str, old: list[str], new: list[str], score: float) -> Entry:
    return Entry(Fate(kind), tuple(old), tuple(new), score)


@lru_cache(maxsize=256)
def _proposed(old: int, old_digest: str, new: int, new_digest: str) -> tuple[Entry, ...]:
    """Kept: a version never changes."""
    before, after = Version(pk=old, digest=old_digest), Version(pk=new, digest=new_digest)
    return propose(whole(resolved(before)), whole(resolved(after)))


def statement_now(version: Version, statement_id: str, to: Version | None = None) -> Now | None:
    """What a statement of `version` is in `to`, the current version if not given.

    None when the version has no such statement, or is not an earlier one.
    """
    target = to or version.family.current
    if target is None or target.number <= version.number:
        return None
    return now_in(version, target).get(statement_id)


def now_in(version: Version, target: Version) -> dict[str, Now]:
    """What each statement of an earlier version is in a later one, by its old id."""
    steps = _steps(version, target)
    statements = _by_id(target)
    found = {}
    for id_ in _by_id(version):
        kind, ids = _follow(id_, steps)
        left = tuple(statements[each] for each in ids if each in statements)
        found[id_] = Now(kind, target, left)
    return found


def _steps(version: Version, target: Version) -> list[dict[str, Entry]]:
    """From version to version, the entry of every statement by its old id."""
    chain = versions_of(version.family_id, upto=target.number)
    chain = [each for each in chain if each.number >= version.number]
    made = _made(chain)
    return [{id_: entry for entry in made[each.pk] for id_ in entry.old} for each in chain[-2::-1]]


def _follow(id_: str, steps: Iterable[dict[str, Entry]]) -> tuple[Fate, tuple[str, ...]]:
    kind = Fate.SAME
    ids: tuple[str, ...] = (id_,)
    for step in steps:
        entries = [step[each] for each in ids if each in step]
        kind = max([kind, *(entry.kind for entry in entries)], key=_GRAVITY.index)
        ids = tuple(dict.fromkeys(new for entry in entries for new in entry.new))
        if not ids:
            return Fate.DROPPED, ()
    return (Fate.REWORDED if kind is Fate.DROPPED else kind), ids


def _by_id(version: Version) -> dict[str, Statement]:
    return {statement.id: statement for statement in whole(resolved(version)).statements()}


def lineage(version: Version, statement_id: str) -> Lineage | None:
    """A statement of `version` back to where it first stood; None when there is no such one."""
    return lineages(version, [statement_id]).get(statement_id)


def lineages(version: Version, ids: Iterable[str]) -> dict[str, Lineage]:
    """Several statements of one version, each back to where it first stood."""
    chain = versions_of(version.family_id, upto=version.number)
    made, statements, found = _made(chain), _by_id(version), {}
    for id_ in ids:
        if id_ in statements:
            steps = list(_back(id_, chain, made))
            found[id_] = Lineage(statements[id_], steps[-1][0], tuple(_wordings(steps)))
    return found


Step = tuple[Version, str, Fate]
"""A version, how the statement read there, and what made it of the one before."""


def _back(id_: str, chain: list[Version], made: dict[int, tuple[Entry, ...]]) -> Iterator[Step]:
    """From the version given to the first that had the statement."""
    ids: tuple[str, ...] = (id_,)
    for version in chain:
        texts = _by_id(version)
        entry = next((e for e in made.get(version.pk, ()) if ids[0] in e.new), None)
        text = " / ".join(texts[each].text for each in ids if each in texts)
        yield version, text, entry.kind if entry else Fate.NEW
        if entry is None or not entry.old:
            return
        ids = entry.old


def _wordings(steps: list[Step]) -> Iterator[Wording]:
    """Each wording once, with the version that brought it; the latest first."""
    for at, (version, text, fate) in enumerate(steps):
        before = steps[at + 1][1] if at + 1 < len(steps) else None
        if before is None:
            yield Wording(version, text, ((text, False),), Fate.NEW)
        elif before != text:
            yield Wording(version, text, changed_words(before, text), fate)
