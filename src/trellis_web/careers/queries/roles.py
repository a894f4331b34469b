"""The directory of roles: every level of every family, and what each of them asks for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from trellis.framework.model import Competency, Level, Move, Track
from trellis.framework.resolve import ResolvedFramework
from trellis_web.careers.queries.carry_over import Carried, CarryOver, Holder, Role
from trellis_web.careers.queries.published import Published
from trellis_web.careers.rules.reach import Key, Reach, destination, reachable
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries.versions import resolved


@dataclass(frozen=True, slots=True)
class Listed:
    """A role in the directory; `reach` and `carry` where the reader has a level themself."""

    family: str
    family_title: str
    framework: ResolvedFramework
    level: Level
    is_mine: bool = False
    reach: Reach | None = None
    carry: CarryOver | None = None

    @property
    def track(self) -> Track:
        """The track that it stands on."""
        return self.framework.tracks[self.level.id]

    @property
    def language(self) -> str:
        """The language of its words."""
        return self.framework.framework.language

    @property
    def share(self) -> float:
        """Which part of what it asks for carries over, 0 to 1."""
        return len(self.carry.carried) / self.carry.asked if self.carry and self.carry.asked else 0

    def named(self, competencies: Iterable[str]) -> list[str]:
        """The titles of competencies."""
        known = self.framework.competency
        return [known[each].title if each in known else each for each in competencies]

    @property
    def gaps(self) -> list[str]:
        """The names of what is to be built."""
        return self.named(self.carry.gaps) if self.carry else []


def directory(known: Published, holder: Holder | None) -> list[Listed]:
    """Every role in file order, by family; asks the database nothing."""
    mine = _key(holder)
    ways = reachable(known.frameworks, mine) if mine else {}
    return [
        listed(known, (slug, level.id), holder, ways)
        for slug, framework in known.frameworks.items()
        for _track, level in framework.framework.levels()
    ]


def listed(known: Published, key: Key, holder: Holder | None, ways: dict[Key, Reach]) -> Listed:
    """One role as the reader sees it."""
    family, level = key
    framework = known.frameworks[family]
    is_mine = key == _key(holder)
    there = Role(framework, level)
    return Listed(
        family=family,
        family_title=known.title(family),
        framework=framework,
        level=framework.levels[level],
        is_mine=is_mine,
        reach=ways.get(key),
        carry=holder.towards(there) if holder and not is_mine else None,
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A competency of a role: its sentences, and how it stands towards the reader."""

    competency: Competency
    sentences: list[str]
    standing: Carried | None


def rows_of(role: Listed) -> list[Row]:
    """What a role asks for, in file order."""
    return [
        Row(
            role.framework.competency[each],
            [s.text for s in role.framework.cell(each, role.level.id).statements],
            role.carry.standings[each] if role.carry else None,
        )
        for each in role.framework.expected(role.level.id)
    ]


def within_reach(roles: Iterable[Listed]) -> list[Listed]:
    """The roles that moves lead to from the reader's, what carries over most first."""
    ahead = [role for role in roles if role.reach]
    return sorted(ahead, key=lambda role: (-role.share, role.reach.moves if role.reach else 0))


def matching(roles: Iterable[Listed], known: Published, words: str) -> list[Listed]:
    """The roles whose titles, scope, competencies or sentences hold every word."""
    wanted = words.casefold().split()
    texts = {slug: _texts(version.pk, version.digest) for slug, version in known.versions.items()}
    return [
        role for role in roles if all(word in texts[role.family][role.level.id] for word in wanted)
    ]


@lru_cache(maxsize=128)
def _texts(pk: int, digest: str) -> dict[str, str]:
    """The folded text of each level of a version; `digest` tells databases apart."""
    framework = resolved(Version(pk=pk, digest=digest))
    return {level: "\n".join(_words(framework, level)).casefold() for level in framework.levels}


def _words(framework: ResolvedFramework, level: str) -> Iterator[str]:
    here = framework.levels[level]
    yield from (framework.framework.title, framework.tracks[level].title, here.id, *here.titles)
    yield from (here.scope or "", here.summary or "")
    for each in framework.expected(level):
        competency = framework.competency[each]
        yield from (competency.title, *competency.aliases)
        yield from (statement.text for statement in framework.cell(each, level).statements)


@dataclass(frozen=True, slots=True)
class Asker:
    """A family that knows a competency, and the levels of it that ask for it, by track."""

    family: str
    family_title: str
    competency: Competency
    language: str
    tracks: list[tuple[Track, list[tuple[Level, list[str]]]]]


def askers(known: Published, competency: str) -> list[Asker]:
    """Who asks for a competency: every role that expects it, with the sentences there."""
    found = []
    for slug, framework in known.frameworks.items():
        tracks = list(_asking(framework, competency))
        if tracks:
            about = framework.competency[competency]
            language = framework.framework.language
            found.append(Asker(slug, known.title(slug), about, language, tracks))
    return found


def _asking(
    framework: ResolvedFramework, competency: str
) -> Iterator[tuple[Track, list[tuple[Level, list[str]]]]]:
    for track in framework.framework.tracks:
        levels = [
            (level, [each.text for each in framework.cell(competency, level.id).statements])
            for level in sorted(track.levels, key=lambda level: level.rank)
            if competency in framework.expected(level.id)
        ]
        if levels:
            yield track, levels


@dataclass(frozen=True, slots=True)
class Arrow:
    """A move at a role: to `other`, or from there when `is_inward`; None where it is unknown."""

    move: Move
    family: str
    other: Key
    level: Level | None
    is_inward: bool


def arrows(known: Published, key: Key) -> list[Arrow]:
    """The moves that lead on from a role, then those that lead to it, in file order."""
    outward, inward = [], []
    for slug, framework in known.frameworks.items():
        for move in framework.framework.moves:
            start, end = (slug, move.from_.rsplit("/", 1)[-1]), destination(move, slug)
            if start == key:
                outward.append(Arrow(move, slug, end, _level(known, end), is_inward=False))
            elif end == key:
                inward.append(Arrow(move, slug, start, _level(known, start), is_inward=True))
    return [*outward, *inward]


def _level(known: Published, key: Key) -> Level | None:
    family = known.frameworks.get(key[0])
    return family.levels.get(key[1]) if family else None


def _key(holder: Holder | None) -> Key | None:
    return (holder.role.framework.framework.id, holder.role.level) if holder else None
