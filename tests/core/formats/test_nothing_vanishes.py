"""Every line of every published page is in the model or in `extra` of its conversion."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core.conftest import DATA
from trellis.findings import BadInput
from trellis.framework.formats import read_any
from trellis.framework.formats.folder import read_folder
from trellis.framework.model import Framework
from trellis.framework.plain import plain

PAGES = sorted(path for path in DATA.rglob("*.md") if path.parent.name != "LICENSE")
REFUSED = {
    *("README.md", "Managing-Managers.md", "TechLead-EngineeringManager.md"),
    *("makers_path.md", "managers_path.md", "score.md", "frontend-engineer.md"),
    *("leveling-guide.md", "career-frameworks.md", "successful-engineers.md"),
    *("early-career-engineers.md", "cemgr-candidates-internal.md"),
    *("tamgr-candidates-internal.md", "people.md", "career-development/index.md"),
    "support/career-growth/index.md",
}
"""Pages about a framework, and one with a tab where YAML allows none."""
_BREAKS = ("<p>", "<br>", "<br/>", "<li>")
_NOT_TEXT = re.compile(
    r"<style.*?</style>|<!--.*?-->|<[^>]+>|!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)", re.S
)


def letters(text: str) -> str:
    """A text without markup, spaces and punctuation, so that only its words are compared."""
    return re.sub(r"[\W_]+", "", text).casefold()


def pieces(page: str) -> Iterator[str]:
    """What a page says, line by line; a bold word or a label is a piece of its own."""
    text = html.unescape(_NOT_TEXT.sub(lambda m: "\n" if m[0] in _BREAKS else " ", page))
    text = re.sub(r"<style.*?</style>", "", text, flags=re.S)
    for line in text.split("\n"):
        for piece in re.split(r"\*\*|\||:\s|^---.*$|^\s*\d+\.\s|^\s*-?\s*\w+:(?:\s|$)", line):
            if len(letters(piece)) > 3 and not piece.startswith('"/'):  # an address on a site
                yield piece


def everything(framework: Framework) -> str:
    return letters(json.dumps(plain(framework), ensure_ascii=False))


def missing(pages: dict[str, str], framework: Framework) -> list[str]:
    said = everything(framework)
    return [p for page in pages.values() for p in pieces(page) if letters(p) not in said]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(DATA).as_posix())
def test_every_line_of_a_page_is_in_the_model_or_in_extra(path: Path) -> None:
    if path.as_posix().endswith(tuple(f"/{name}" for name in REFUSED)):
        with pytest.raises(BadInput, match=r"^line \d+: "):
            read_any(path.read_bytes(), path.name)
        return
    framework, _ = read_any(path.read_bytes(), path.name)
    assert missing({path.name: path.read_text()}, framework) == []


@pytest.mark.parametrize("folder", ["jorgef", "meetup"])
def test_every_line_of_a_folder_is_in_the_model_or_in_extra(folder: str, published: Path) -> None:
    root = published / folder
    files = {p.relative_to(root).as_posix(): p for p in root.rglob("*.md")}
    framework, _ = read_folder({name: p.read_bytes() for name, p in files.items()}, folder)
    assert missing({name: p.read_text() for name, p in files.items()}, framework) == []
