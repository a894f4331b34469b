"""Heading ladders: which headings are levels, which are competencies, and what stands below."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property

from trellis.framework.formats.headings_alike import LEVEL_BULLET, alike, level_of
from trellis.framework.formats.headings_levels import LevelName, level_name
from trellis.framework.formats.markdown_blocks import Block
from trellis.framework.formats.report import slug


@dataclass(eq=False)
class Section:
    """A heading with what stands directly under it; `above` are the sections that it is in."""

    heading: Block
    above: tuple["Section", ...] = ()
    blocks: list[Block] = field(default_factory=list)
    level: LevelName | None = None

    @property
    def title(self) -> str:
        """The words of the heading."""
        return self.heading.text

    @property
    def path(self) -> tuple["Section", ...]:
        """The sections from the top down to this one."""
        return (*self.above, self)

    def level_section(self) -> "Section | None":
        """The nearest section on the path that is a level."""
        return next((section for section in reversed(self.path) if section.level), None)


@dataclass(eq=False)
class Outline:
    """A page as sections. `inverted` says that competencies stand above the levels."""

    sections: list[Section]
    inverted: bool = False
    guessed: bool = False
    moved: list[Block] = field(default_factory=list)

    @property
    def levels(self) -> list[Section]:
        """The sections that are levels."""
        return [section for section in self.sections if section.level]

    @cached_property
    def tracks(self) -> set[str]:
        """The headings that levels stand under."""
        return set() if self.inverted else {_parent(section) for section in self.levels}

    @cached_property
    def parents(self) -> set[Section]:
        """The sections that have sections below them."""
        return {above for section in self.sections for above in section.above}

    def track(self, level: Section) -> str:
        """The heading above a level, when levels stand under more than one."""
        return _parent(level) if len(self.tracks) > 1 else ""

    def competency_above(self, level: Section) -> str:
        """The heading above a level on a page where levels stand below competencies."""
        return level.above[-1].title if self.inverted and level.above else ""


def outline(blocks: list[Block]) -> Outline:
    """The sections of a page, with its levels found by their names, or else by repetition."""
    headings = [block for block in blocks if block.kind == "heading"]
    names, moved = _levels(headings)
    names = names or alike(headings)
    depth = min((heading.depth for heading in headings if id(heading) in names), default=0)
    flat = {id(heading): replace(heading, depth=depth) for heading in moved}
    sections = _sections(blocks, flat)
    names |= {id(flat[id(heading)]): names[id(heading)] for heading in moved}
    for section in sections:
        section.level = names.get(id(section.heading))
    result = Outline(sections, moved=moved)
    if not names:
        _guess(result)
    result.inverted = _is_inverted(result)
    return result


def _parent(section: Section) -> str:
    return section.above[-1].title if section.above else ""


def _sections(blocks: list[Block], flat: dict[int, Block]) -> list[Section]:
    """One section for each heading, and one before the first."""
    sections, open_ = [Section(Block("heading", blocks[0].line if blocks else 1))], list[Section]()
    for block in blocks:
        if block.kind != "heading":
            sections[-1].blocks.append(block)
            continue
        heading = flat.get(id(block), block)
        while open_ and open_[-1].heading.depth >= heading.depth:
            open_.pop()
        sections.append(Section(heading, tuple(open_)))
        open_.append(sections[-1])
    return sections


def _levels(headings: list[Block]) -> tuple[dict[int, LevelName], list[Block]]:
    """The headings that are levels, by identity, and those of them that stand too deep."""
    named = {
        id(heading): level_of(heading.text)
        if heading.depth == LEVEL_BULLET
        else level_name(heading.text)
        for heading in headings
    }
    sure = [h for h in headings if (name := named[id(h)]) and name.sure]
    depths = Counter(heading.depth for heading in sure)
    best = max(depths, key=lambda depth: _fitness(depth, sure, named), default=0)
    codes = Counter(code for heading in sure if (code := _code(named, heading)))
    if depths[best] < 2 and max(codes.values(), default=0) < 2:
        alone = sure[:1] if sure and (sure[0] is headings[0] or _code(named, sure[0])) else []
        chosen, moved = alone or _repeated(headings, named), list[Block]()
    else:
        chosen = [heading for heading in sure if heading.depth == best]
        moved = _astray(sure, chosen, named)
    names = {id(h): name for h in [*chosen, *moved] if (name := named[id(h)])}
    return names, moved


def _fitness(
    depth: int, sure: list[Block], named: dict[int, LevelName | None]
) -> tuple[bool, int, int]:
    """How well the headings of one depth serve as levels: codes before titles, then the higher
    of two depths with codes, and of two depths with titles the one that has more."""
    here = [heading for heading in sure if heading.depth == depth]
    coded = len({name.id for h in here if _code(named, h) and (name := named[id(h)])}) > 1
    return coded, -depth if coded else len(here), -depth


def _code(named: dict[int, LevelName | None], heading: Block) -> str:
    name = named[id(heading)]
    return name.prefix if name and name.number is not None else ""


def _astray(
    sure: list[Block], chosen: list[Block], named: dict[int, LevelName | None]
) -> list[Block]:
    """Levels one heading too deep: the code of the others, and a number of their own."""
    codes = {_code(named, heading) for heading in chosen} - {""}
    ids = {name.id for heading in chosen if (name := named[id(heading)])}
    return [
        heading
        for heading in sure
        if _code(named, heading) in codes and (name := named[id(heading)]) and name.id not in ids
    ]


def _repeated(headings: list[Block], named: dict[int, LevelName | None]) -> list[Block]:
    """ "1. Some sentence" is a level when the number stands under two headings or more."""
    parents: dict[tuple[int, str], set[str]] = defaultdict(set)
    above: dict[int, str] = {}
    for heading in headings:
        above = {depth: text for depth, text in above.items() if depth < heading.depth}
        name = named[id(heading)]
        if name and not name.sure:
            parents[heading.depth, name.id].add(above[max(above)] if above else "")
        above[heading.depth] = heading.text
    depths = {depth for (depth, _), titles in parents.items() if len(titles) > 1}
    return [h for h in headings if h.depth in depths and named[id(h)] is not None]


def _is_inverted(page: Outline) -> bool:
    """True when the same levels stand under several headings, and nothing repeats below them."""
    parents: dict[str, set[str]] = defaultdict(set)
    for section in page.levels:
        if section.level:
            parents[section.level.id].add(_parent(section))
    repeated = sum(len(titles) > 1 for titles in parents.values())
    if not repeated or repeated * 2 < len(parents):
        return False
    below = Counter(s.title for s in page.sections if s.above and s.above[-1].level)
    return not below or max(below.values()) < len(page.levels) / 2


def _guess(page: Outline) -> None:
    """Without a known name: headings that share their sub-headings are taken as the levels."""
    children: dict[int, list[Section]] = defaultdict(list)
    for section in page.sections:
        if section.above:
            children[id(section.above[-1])].append(section)
    groups = [s for s in page.sections if len(children[id(s)]) > 1]
    titles = Counter(child.title for s in groups for child in children[id(s)])
    shared = {title for title, count in titles.items() if count > 1}
    found = [s for s in groups if len(shared & {c.title for c in children[id(s)]}) > 1]
    if len(found) < 2 or len({section.heading.depth for section in found}) > 1:
        return
    page.guessed = True
    for section in found:
        section.level = LevelName(slug(section.title), section.title)
