"""Every page has a title and one heading, and nothing in a template runs or styles by itself."""

import re
from pathlib import Path

import pytest
from django.template import engines

from tests.contract.tree import WEB

FORBIDDEN = {
    r"<script(?![^>]*\bsrc=)(?![^>]*application/json)": "an inline script",
    r"<style\b": "an inline style sheet",
    r"\sstyle\s*=": "a style attribute",
    r"\shx-on": "hx-on",
    r"\son[a-z]+\s*=": "an event attribute",
    r"javascript:": "a javascript: address",
    r"\|\s*safe\b": "the filter safe",
    r"autoescape off": "autoescape off",
}
COMMENTS = re.compile(r"{#.*?#}|{% comment.*?endcomment %}", re.DOTALL)
INCLUDE = re.compile(r'{% include "([^"]+)"')


def templates(root: Path) -> list[Path]:
    """Every template beneath a folder."""
    return sorted(path for path in root.rglob("templates/**/*.html") if path.is_file())


def template_faults(path: Path) -> list[str]:
    """What the strict Content-Security-Policy would refuse, or what escapes the escaping."""
    text = COMMENTS.sub("", path.read_text(encoding="utf-8"))
    return [what for pattern, what in FORBIDDEN.items() if re.search(pattern, text)]


def page_faults(path: Path, root: Path) -> list[str]:
    """What a template extending another one lacks of a page; frames and fragments lack nothing."""
    text = COMMENTS.sub("", path.read_text(encoding="utf-8"))
    if "{% extends" not in text or _is_frame(path):
        return []
    faults = [] if "{% block title %}" in text else ["no title"]
    headings = len(re.findall(r"<h1\b", _with_includes(text, root)))
    alternatives = len(re.findall(r"{% else %}|{% elif", text))
    if headings == 0:
        faults.append("no h1")
    if headings > 1 + alternatives:
        faults.append(f"{headings} h1")
    return faults


def _is_frame(path: Path) -> bool:
    """Whether other templates extend this one, so that the title and heading are theirs."""
    return path.name.startswith("base") or path.parent.name == "layouts"


def _with_includes(text: str, root: Path) -> str:
    """The template with the templates that it includes by name put behind it."""
    for name in INCLUDE.findall(text):
        for found in root.rglob(f"templates/{name}"):
            text += _with_includes(found.read_text(encoding="utf-8"), root)
    return text


def _name(path: Path) -> str:
    return str(path).rpartition("templates/")[2]


@pytest.mark.parametrize("path", templates(WEB), ids=_name)
def test_a_template_compiles_and_holds_nothing_inline(path: Path) -> None:
    engines["django"].from_string(path.read_text(encoding="utf-8"))
    assert template_faults(path) == []


@pytest.mark.parametrize("path", templates(WEB), ids=_name)
def test_a_page_has_a_title_and_one_heading(path: Path) -> None:
    assert page_faults(path, WEB) == []


def test_there_are_pages_to_look_at() -> None:
    assert len([path for path in templates(WEB) if "{% extends" in path.read_text()]) >= 10


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<script>x()</script>", "an inline script"),
        ("<style>a{}</style>", "an inline style sheet"),
        ('<p style="color:red">', "a style attribute"),
        ('<p hx-on:click="x()">', "hx-on"),
        ('<p onclick="x()">', "an event attribute"),
        ("{{ text|safe }}", "the filter safe"),
    ],
)
def test_something_inline_is_noticed(tmp_path: Path, text: str, fault: str) -> None:
    page = tmp_path / "page.html"
    page.write_text(text)
    assert template_faults(page) == [fault]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("{% block title %}A{% endblock %}<h1>A</h1>", []),
        ('{% block title %}A{% endblock %}{% include "x/_head.html" %}', []),
        ("<h1>A</h1>", ["no title"]),
        ("{% block title %}A{% endblock %}", ["no h1"]),
        ("{% block title %}A{% endblock %}<h1>A</h1><h1>B</h1>", ["2 h1"]),
    ],
)
def test_a_page_without_title_or_heading_is_noticed(
    tmp_path: Path, text: str, faults: list[str]
) -> None:
    folder = tmp_path / "templates" / "x"
    folder.mkdir(parents=True)
    (folder / "_head.html").write_text("<h1>Head</h1>")
    page = folder / "page.html"
    page.write_text('{% extends "base.html" %}' + text)
    assert page_faults(page, tmp_path) == faults
