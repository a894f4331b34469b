"""One page of somebody else's Markdown or HTML, put into a ladder; the rest goes to `extra`."""

import re
from collections import defaultdict

from trellis.framework.formats.headings import Outline, Section, outline
from trellis.framework.formats.headings_alike import level_bullets
from trellis.framework.formats.headings_levels import is_everyone
from trellis.framework.formats.markdown_blocks import Block
from trellis.framework.formats.markdown_ladder import EXPECTATIONS, Ladder, Level
from trellis.framework.formats.pipe import Table

_GENERAL = re.compile(
    r"\W*((key|example|sample) )?(behaviou?rs?|expectations?|examples?( of .*)?|criteria|tasks|"
    r"description|details)\W*",
    re.IGNORECASE,
)
_LABEL = re.compile(r"([^\s:.][^:.]{0,50}?):(?:\s+(.*)|$)", re.DOTALL)
_LABEL_WORDS = 5


class Page:
    """Reads the blocks of one page. `track` is where its levels belong when it names none."""

    def __init__(self, blocks: list[Block], ladder: Ladder, track: str = "") -> None:
        self.ladder, self.track = ladder, track
        self.page: Outline = outline(blocks)
        if not self.page.levels or self.page.guessed:
            blocks = level_bullets(blocks)
            self.page = outline(blocks)
        self.blocks = blocks
        self._not_one_role()
        self.levels: dict[int, Level] = {}
        self.kept: dict[str, list[str]] = defaultdict(list)
        self.tables: list[tuple[Section, Block]] = []
        self.many_tables = sum(block.kind == "table" for block in blocks) > 1
        italics = [block.italic for block in blocks if block.kind == "bullet"]
        self.remarks = sum(italics) * 2 < len(italics)

    def _not_one_role(self) -> None:
        """A page named for a role is its level, unless a table on it names several levels."""
        levels = self.page.levels
        tables = [Table(block, self.ladder, "", "") for block in self.blocks if block.rows]
        if len(levels) == 1 and any(table.header() for table in tables):
            levels[0].level = None

    @property
    def title(self) -> str:
        """The first heading, unless it is one of several levels or the name of a track."""
        first = next((s for s in self.page.sections if s.title), None)
        several = len(self.page.levels) > 1
        if first is None or (several and first.level):
            return ""
        is_track = len(self.page.tracks) > 1 and first.title in self.page.tracks
        return "" if is_track else first.title

    def read(self) -> None:
        """Everything on the page: into the ladder, or kept."""
        for section in self.page.levels:
            name, line = section.level, section.heading.line
            if name is not None:
                track = self.page.track(section) or self.track
                self.levels[id(section)] = self.ladder.level(name, track, line)
        self._tell()
        self.labels = self._recurring()
        for section in self.page.sections:
            self._section(section)
        for place, texts in self.kept.items():
            self.ladder.report.keep(place, texts)
        self._bare_headings()

    def read_competencies(self) -> None:
        """Tables of competencies without any level; only for a page that has no level at all."""
        for section, block in self.tables:
            if Table(block, self.ladder, "", section.title).read_competencies():
                self._unkeep(section, block)

    def _tell(self) -> None:
        for heading in self.page.moved:
            self.ladder.report.warn(
                "heading-depth",
                f"The level '{heading.text}' stands one heading deeper than its neighbours.",
                f"line {heading.line}",
                "It was read as one of them.",
            )
        if self.page.guessed:
            names = ", ".join(section.title for section in self.page.levels)
            self.ladder.report.warn(
                "levels-guessed",
                f"No heading has the name of a level; these were taken as levels: {names}.",
                f"line {self.page.levels[0].heading.line}",
                "Swap levels and competencies if it is the other way round.",
            )

    def _recurring(self) -> set[str]:
        """Short labels before a colon, or above nested bullets, that two levels share."""
        seen: dict[str, set[int]] = defaultdict(set)
        for section in self.page.sections:
            if self._level_of(section) is None:
                continue
            for block, after in _with_next(section.blocks):
                if label := _label(block, after)[0]:
                    seen[label.casefold()].add(id(section.level_section() or section))
        return {label for label, levels in seen.items() if len(levels) > 1}

    def _bare_headings(self) -> None:
        """Headings that became no level, track or competency, and have no text of their own."""
        used = {*self.ladder.tracks, self.title, *(c.title for c in self.ladder.named())}
        bare = [
            _place(section)
            for section in self.page.sections
            if section.title not in used and not section.level and not self.kept[_place(section)]
        ]
        if bare:
            self.ladder.report.keep("headings", bare)

    def _level_of(self, section: Section) -> Level | None:
        """The level that a section speaks about; "All levels" is the first of them."""
        level = section.level_section()
        if level is not None:
            return self.levels[id(level)]
        everyone = any(is_everyone(above.title) for above in section.path)
        return next(iter(self.levels.values()), None) if everyone else None

    def _section(self, section: Section) -> None:
        level = self._level_of(section)
        if level is None:
            self._outside(section)
            return
        if is_everyone(section.title):
            self.ladder.report.note(
                "all-levels",
                f"'{section.title}' was read as expected from {level.name.title} on.",
                f"line {section.heading.line}",
            )
        if section.level and section.level.rest:
            competency = self.page.competency_above(section) or EXPECTATIONS
            self.ladder.add(competency, level, section.level.rest, f"line {section.heading.line}")
        _Cell(self, section, level).read()

    def competency_of(self, section: Section) -> str:
        """The competency that a section names, or nothing."""
        level = section.level_section()
        if level is not None and self.page.inverted:
            return self.page.competency_above(level)
        start = section.path.index(level) + 1 if level is not None else 0
        names = [s.title for s in section.path[start:] if not is_everyone(s.title)]
        if level is None:
            names = names[-1:] if not is_everyone(section.title) else []
        if level is not None:  # "Senior Engineer Responsibilities" under "Senior Engineer"
            names = [name.removeprefix(f"{level.title} ") for name in names]
        special = [name for name in names if not _GENERAL.fullmatch(name)]
        return (special or names or [""])[-1]

    def _outside(self, section: Section) -> None:
        """A section that belongs to no level: its tables may have levels, the rest is kept."""
        above = [s.title for s in section.path if s.title]
        for block in section.blocks:
            if block.kind != "table":
                self.keep(section, block)
                continue
            title = above[-1] if above and self.many_tables else ""
            if not Table(block, self.ladder, self.track, title).read():
                self.tables.append((section, block))
                self.keep(section, block)

    def keep(self, section: Section, block: Block) -> None:
        """Put a block into `extra`, under the line and the words of its heading."""
        self.kept[_place(section)] += block.texts

    def _unkeep(self, section: Section, block: Block) -> None:
        for extra in self.ladder.report.extra:
            if extra["place"] == _place(section):
                extra["value"] = [text for text in extra["value"] if text not in block.texts]


class _Cell:
    """What stands under one heading within a level: statements, or a description."""

    def __init__(self, page: Page, section: Section, level: Level) -> None:
        self.page, self.section, self.level = page, section, level
        self.ladder = page.ladder
        self.named = page.competency_of(section)
        self.listed = any(block.kind in ("bullet", "table") for block in section.blocks)
        self.open: list[tuple[int, str]] = []

    def read(self) -> None:
        """Every block of the section."""
        for block, after in _with_next(self.section.blocks):
            if block.kind == "table":
                title = self.named or EXPECTATIONS
                table = Table(block, self.ladder, self.page.track, title)
                if not table.read():
                    table.rows_of(self.level)
            elif block.kind == "bullet":
                self._bullet(block, after)
            elif block.kind == "text":
                self._text(block, after)
            else:
                self.page.keep(self.section, block)

    def _bullet(self, block: Block, after: Block | None) -> None:
        if block.italic and self.page.remarks:
            self.page.keep(self.section, block)
            return
        while self.open and self.open[-1][0] >= block.depth:
            self.open.pop()
        competency, text = self._labelled(block, after)
        if competency and not text:
            self.open.append((block.depth, competency))
            return
        if competency:
            self.open.append((block.depth, competency))
        inherited = self.open[-1][1] if self.open else ""
        self._add(competency or inherited or self.named, text, block)

    def _text(self, block: Block, after: Block | None) -> None:
        competency, text = self._labelled(block, after)
        if competency and text:
            self._add(competency, text, block)
        elif block.italic or self._has_more():
            if self.named or not self.ladder.summarize(self.level, block.whole):
                self.page.keep(self.section, block)
        else:
            self._add(self.named, block.whole, block)

    def _has_more(self) -> bool:
        """True when bullets, tables or sub-headings carry the statements of this section."""
        return self.listed or self.section in self.page.page.parents

    def _labelled(self, block: Block, after: Block | None) -> tuple[str, str]:
        """The competency that a bullet names and what it says; without a name all of it."""
        label, text = _label(block, after)
        if self.named:  # "Testing:" above nested bullets is a competency of its own
            return (label, "") if not text and block.text.endswith(":") else ("", block.whole)
        if theme := self.ladder.themes.get(label.casefold()):
            return theme, block.whole
        if label and (block.lead or block.bold or label.casefold() in self.page.labels):
            return label, text
        return "", block.whole

    def _add(self, competency: str, text: str, block: Block) -> None:
        self.ladder.add(competency or EXPECTATIONS, self.level, text, f"line {block.line}")


def _label(block: Block, after: Block | None) -> tuple[str, str]:
    """The label of a bullet or a paragraph, and the text behind it."""
    if block.kind not in ("bullet", "text"):
        return "", ""
    if block.lead:
        return block.lead, block.text
    nested = after is not None and after.kind == "bullet" and after.depth > block.depth
    if nested and len(block.text.split()) <= _LABEL_WORDS:
        return block.text.rstrip(" :"), ""
    found = _LABEL.fullmatch(block.text)
    if found and len(found[1].split()) <= _LABEL_WORDS and (found[2] or nested):
        return found[1], found[2] or ""
    return "", block.text


def _with_next(blocks: list[Block]) -> list[tuple[Block, Block | None]]:
    after: list[Block | None] = [*blocks[1:], None]
    return list(zip(blocks, after[: len(blocks)], strict=True))


def _place(section: Section) -> str:
    line = f"line {section.heading.line}"
    return f"{line}: {section.title}" if section.title else line
