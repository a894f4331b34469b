"""A folder of files: one framework where its files belong together, or a list of what there is."""

from dataclasses import replace
from pathlib import PurePosixPath

from trellis.findings import BadInput, Finding, Severity
from trellis.framework.formats import markdown, markdown_own, monzo, unidays
from trellis.framework.formats.detect import read_any
from trellis.framework.formats.headings import Section, outline
from trellis.framework.formats.headings_levels import is_ranked
from trellis.framework.formats.markdown_blocks import Block
from trellis.framework.formats.markdown_ladder import Ladder
from trellis.framework.formats.markdown_page import Page
from trellis.framework.formats.report import Imported, Report, slug
from trellis.framework.model import Framework
from trellis.framework.source import Source
from trellis.framework.text import decode

ENDINGS = (".md", ".markdown", ".html", ".htm", ".yaml", ".yml", ".json", ".csv", ".tsv", ".xlsx")
_PAGES = (".md", ".markdown", ".html", ".htm")
_NAMED = 40

Files = dict[str, bytes]
"""Content by path within the folder, with `/` on every system."""


def read_folder(files: Files, name: str) -> Imported:
    """The framework in the files of a folder. Raises `BadInput` that names the files when they
    hold several, or none."""
    sources = _unidays(files)
    if any(unidays.is_library(source.value) for source in sources):
        return unidays.read(sources, name)
    read = {path: _read(data, path) for path, data in sorted(files.items())}
    roles = _roles(files, read)
    read |= {path: _read_role(files[path], path, role) for path, role in roles.items()}
    good = {path: found for path, found in read.items() if not isinstance(found, BadInput)}
    index = _index(files)
    listed = [path for path in index if path in good]
    chosen = listed if len(listed) > 1 else list(good)
    if len(chosen) == 1:
        return _alone(chosen[0], good[chosen[0]], list(files))
    if chosen and _belong_together(files, {path: good[path][0] for path in chosen}):
        return _Merged(files, name, index, roles).framework(chosen)
    raise _refusal(name, list(good), read)


def _alone(path: str, found: Imported, files: list[str]) -> Imported:
    """The only framework in the folder, and a word on what else lies there."""
    others = ", ".join(other for other in files if other != path)
    sentence = f"Only '{path}' holds a framework; not read: {others}."
    return found[0], [*found[1], Finding("folder", Severity.INFO, path, sentence)]


def _unidays(files: Files) -> list[Source]:
    sources = []
    for path, data in sorted(files.items()):
        if path.lower().endswith(".json"):
            source = Source(decode(data, path)[0], path)
            if unidays.is_library(source.value) or unidays.is_roles(source.value):
                sources.append(source)
    return sources


def _read(data: bytes, path: str) -> Imported | BadInput:
    try:
        return read_any(data, path)
    except BadInput as refusal:
        return refusal


def _roles(files: Files, read: dict[str, Imported | BadInput]) -> dict[str, str]:
    """Pages that name no level and are named for one, as in "Guide 4.md"; one alone is chance."""
    found: dict[str, str] = {}
    for path, refused in read.items():
        words = PurePosixPath(path).stem.replace("_", " ").replace("-", " ")
        if isinstance(refused, BadInput) and _is_page(path) and is_ranked(words):
            found[path] = words.capitalize() if words.islower() else words
    return found if len(found) > 1 else {}


def _read_role(data: bytes, path: str, role: str) -> Imported | BadInput:
    try:
        return markdown.read(data, path, role)
    except BadInput as refusal:
        return refusal


def _belong_together(files: Files, frameworks: dict[str, Framework]) -> bool:
    """Pages of plain Markdown whose levels all differ are ladders of one framework."""
    if not all(_is_plain_page(path, files[path]) for path in frameworks):
        return False
    ids = [level.id for framework in frameworks.values() for _, level in framework.levels()]
    return len(set(ids)) == len(ids)


def _is_plain_page(path: str, data: bytes) -> bool:
    text = decode(data, path, windows=True)[0]
    own = monzo.is_monzo(text) or markdown_own.is_own(text)
    return path.lower().endswith(_PAGES) and not own


def _index(files: Files) -> dict[str, str]:
    """The files that the README links to, in its order, each with the heading it stands under."""
    path = next((path for path in sorted(files) if path.lower() == "readme.md"), None)
    if path is None:
        return {}
    found: dict[str, str] = {}
    for section in outline(_blocks(files, path)).sections:
        for block in section.blocks:
            for link in block.links:
                target = link.split("#")[0].removeprefix("./")
                if target in files and target != path:
                    found.setdefault(target, section.title)
    return found


def _blocks(files: Files, path: str) -> list[Block]:
    return markdown.page_of(files[path], path, Report(path))[1]


def _refusal(name: str, good: list[str], read: dict[str, Imported | BadInput]) -> BadInput:
    if not read:
        remedy = f"Files that can be read end in {', '.join(ENDINGS)}."
        return BadInput.at("folder", name, f"The folder '{name}' holds no such file.", remedy)
    if not good:
        refusals = [found for found in read.values() if isinstance(found, BadInput)]
        findings = [_placed(f, f.subject) for refusal in refusals for f in refusal.findings]
        return BadInput(*findings[:_NAMED])
    more = f" and {len(good) - _NAMED} more" if len(good) > _NAMED else ""
    sentence = f"The folder '{name}' holds {len(good)} frameworks, not one."
    remedy = f"Convert one of them: {', '.join(good[:_NAMED])}{more}."
    return BadInput.at("several", name, sentence, remedy)


class _Merged:
    """Reads pages into one ladder; every finding and every extra says which page it is from."""

    def __init__(
        self, files: Files, name: str, index: dict[str, str], roles: dict[str, str]
    ) -> None:
        self.files, self.name, self.index, self.roles = files, name, index, roles
        self.report = Report(name)
        self.ladder = Ladder(self.report)

    def framework(self, chosen: list[str]) -> Imported:
        """The pages that were chosen become levels; all others are kept in `extra`."""
        others = [path for path in self.files if path not in chosen]
        self.ladder.themes = self._themes([path for path in others if _is_page(path)])
        for path in chosen:
            self._page(path)
        self.ladder.report = self.report
        for path in others:
            self._other(path)
        stem = PurePosixPath(self.name).name
        return self.report.framework(self.ladder.values(slug(stem), stem))

    def _page(self, path: str) -> None:
        report = self.ladder.report = Report(path)
        blocks = markdown.page_of(self.files[path], path, report)[1]
        page = Page(markdown.under_role(blocks, self.roles.get(path, "")), self.ladder)
        page.track = self._track(path, page)
        page.read()
        if not any(page.levels):
            page.read_competencies()
        self.report.findings += [_placed(finding, path) for finding in report.findings]
        self.report.extra += [
            {**extra, "place": f"{path}: {extra['place']}"} for extra in report.extra
        ]

    def _track(self, path: str, page: Page) -> str:
        """A page with one level joins those that the README or the folder puts beside it."""
        if len(page.page.levels) != 1:
            return page.title or PurePosixPath(path).stem
        folder = PurePosixPath(path).parent.name
        return self.index.get(path) or folder.replace("_", " ").replace("-", " ").capitalize()

    def _themes(self, paths: list[str]) -> dict[str, str]:
        """Bold words that a page without levels defines under its headings."""
        themes: dict[str, set[str]] = {}
        for path in paths:
            for section in outline(_blocks(self.files, path)).sections:
                for word in _words(section):
                    themes.setdefault(word, set()).add(section.title)
        return {word: titles.pop() for word, titles in themes.items() if len(titles) == 1}

    def _other(self, path: str) -> None:
        if _is_page(path):
            blocks = _blocks(self.files, path)
            self.report.keep(path, [text for block in blocks for text in block.texts])
        else:
            self.report.keep(path, decode(self.files[path], path, windows=True)[0])
        left_out = self.index and path not in self.index and path.lower() != "readme.md"
        why = "is not in the list of the README" if left_out else "holds no levels"
        self.report.note("page", f"'{path}' {why}.", path, "Its text is kept in 'extra'.")


def _words(section: Section) -> list[str]:
    leads = [block.lead.casefold() for block in section.blocks if block.kind == "bullet"]
    return leads if len(leads) > 1 and all(leads) else []


def _is_page(path: str) -> bool:
    return path.lower().endswith(_PAGES)


def _placed(finding: Finding, path: str) -> Finding:
    return replace(finding, place=f"{path}: {finding.place}" if finding.place else path)
