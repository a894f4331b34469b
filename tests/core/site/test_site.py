"""The static site: strict, linkable, without script, and with nothing that is not public."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from posixpath import join, normpath
from typing import Any
from urllib.parse import urldefrag
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given, settings
from typer.testing import CliRunner

from tests.core.formats.test_roundtrip import NASTY, of
from tests.core.site.test_redact import MARKED
from tests.core.strategies import frameworks
from trellis import library
from trellis.cli import app
from trellis.framework.formats.edition import Edition
from trellis.framework.formats.to_html import to_html
from trellis.framework.load import load
from trellis.framework.model import Framework
from trellis.site import Allowed, Published, build, redact

ATOM = {"a": "http://www.w3.org/2005/Atom"}
DAYS = [Edition(n, datetime(2026, n, 1, tzinfo=UTC), f"Note {n}.") for n in (1, 2, 3)]


def site(*versions: Framework) -> dict[str, bytes]:
    """The site of versions of families, in their order."""
    return build(Published(each, edition) for each, edition in zip(versions, DAYS, strict=False))


class Page(HTMLParser):
    """What stands in a page: its elements, ids and addresses."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(data.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def all(self, name: str) -> list[str]:
        return [value or "" for key, value in self.attributes if key == name]


@pytest.fixture(scope="module")
def engineering() -> dict[str, bytes]:
    return site(redact(load(library.read("engineering"), "engineering.yaml")))


def pages_of(files: dict[str, bytes]) -> dict[str, Page]:
    return {name: Page(data) for name, data in files.items() if name.endswith(".html")}


def test_every_family_level_and_competency_has_a_page_at_its_id(
    engineering: dict[str, bytes],
) -> None:
    framework = load(library.read("engineering"), "engineering.yaml")
    levels = [f"engineering/levels/{level.id}.html" for _, level in framework.levels()]
    competencies = [f"engineering/competencies/{c.id}.html" for c in framework.competencies]
    feeds = ["engineering/changes.html", "engineering/changes.atom"]
    expected = {"index.html", "site.css", "engineering/index.html", *levels, *competencies, *feeds}
    assert set(engineering) == expected
    for competency in framework.competencies:
        page = Page(engineering[f"engineering/competencies/{competency.id}.html"])
        assert {s.id for s in competency.statements()} <= set(page.all("id"))


def test_every_link_of_the_site_leads_somewhere_in_it(engineering: dict[str, bytes]) -> None:
    pages = pages_of(engineering)
    for name, page in pages.items():
        for href in page.all("href"):
            path, anchor = urldefrag(href)
            target = normpath(join(name.rpartition("/")[0], path))
            assert target in engineering, f"{name}: {href}"
            assert not anchor or anchor in pages[target].all("id"), f"{name}: {href}"


def test_pages_have_no_script_no_inline_style_and_a_strict_policy(
    engineering: dict[str, bytes],
) -> None:
    for name, page in pages_of(engineering).items():
        assert not {"script", "style", "iframe", "form", "img"} & set(page.tags), name
        assert [key for key, _ in page.attributes if key == "style" or key.startswith("on")] == []
        assert any(value.startswith("default-src 'none'") for value in page.all("content"))
        assert page.tags.count("h1") == 1
        assert page.all("lang")[0] == "en"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=1>', *NASTY])
def test_a_text_is_never_markup(text: str) -> None:
    framework = of(text)
    plain = pages_of(site(of("text")))
    hostile = site(redact(framework, Allowed))
    for name, page in pages_of(hostile).items():
        assert set(page.tags) <= set(plain[name].tags) | {"dl", "dt", "dd", "ul"}
    assert "<script>alert" not in to_html(framework).decode()
    Xml.fromstring(hostile["eng/changes.atom"])


def test_an_address_that_runs_something_is_no_link() -> None:
    statement = {"id": "s", "text": "T.", "links": ["javascript:alert(1)", "https://a.example/"]}
    levels = {"L1": [statement]}
    values = {**MARKED, "competencies": [{"id": "craft", "title": "C", "levels": levels}]}
    page = Page(
        site(redact(Framework.model_validate(values), Allowed))["eng/competencies/craft.html"]
    )
    assert "https://a.example/" in page.all("href")
    assert [href for href in page.all("href") if href.startswith("javascript")] == []


def test_nothing_on_any_page_or_in_the_feed_is_beyond_the_allow_list() -> None:
    old, new = Framework.model_validate(MARKED), Framework.model_validate(changed(MARKED))
    everything = b"".join(site(old, new).values()).decode()
    for word in ("bands", "examples", "links", "criteria"):
        assert f"{word}-1" in everything, "the planted mark is not where it would be seen"
    public = b"".join(site(redact(old), redact(new)).values()).decode()
    for word in ("bands", "examples", "links", "criteria", "secret", "changed-"):
        assert f"{word}-" not in public
    assert "statements-1" in public


def changed(values: dict[str, Any]) -> dict[str, Any]:
    """The same with another band: a change that is not public."""
    track = values["tracks"][0]
    first, second = track["levels"]
    levels = [{**first, "band": "changed-bands-1"}, second]
    return {**values, "tracks": [{**track, "levels": levels}]}


def test_the_feed_tells_versions_and_changes_the_newest_first() -> None:
    text = library.read("sales").decode()
    first = redact(load(text.encode(), "sales.yaml"))
    statement = next(first.statements())
    second = redact(load(text.replace(statement.text, "Calls ten customers.").encode(), "s.yaml"))
    files = site(first, second)
    feed = Xml.fromstring(files["sales/changes.atom"])
    entries = feed.findall("a:entry", ATOM)
    assert [each.findtext("a:title", "", ATOM) for each in entries] == [
        "Sales: Version 2",
        "Sales: Version 1",
    ]
    content = entries[0].findtext("a:content", "", ATOM)
    assert content.startswith("Note 2.\n")
    assert f"“{statement.text}” → “Calls ten customers.”" in content
    for part in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert part.findtext(f"a:{name}", "", ATOM), name
    assert feed.findtext("a:updated", "", ATOM) == "2026-02-01T00:00:00+00:00"
    assert feed.find("a:author/a:name", ATOM) is not None
    assert "Calls ten customers." in files["sales/changes.html"].decode()


@given(frameworks())
@settings(max_examples=25, deadline=None)
def test_any_framework_becomes_a_site_and_always_the_same(framework: Framework) -> None:
    files = site(redact(framework))
    assert files == site(redact(framework))
    Xml.fromstring(files[f"{framework.id}/changes.atom"])


def test_colours_are_those_of_the_product(engineering: dict[str, bytes]) -> None:
    product = Path(__file__).parents[3] / "src/trellis_web/ui/static/css/app.css"
    token = re.compile(r"(--[\w-]+): (light-dark\([^)]+\)|[\d.]+px)")
    ours = dict(token.findall(engineering["site.css"].decode()))
    theirs = dict(token.findall(product.read_text(encoding="utf-8")))
    assert len(ours) >= 10
    assert ours == {name: theirs.get(name) for name in ours}


def run(*arguments: object) -> Any:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sales.yaml"
    path.write_bytes(library.read("sales"))
    return path


def test_the_command_makes_a_folder_and_replaces_only_its_own(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("site", file, "-o", out).exit_code == 0
    (out / "sales" / "old.html").write_text("told once")
    assert run("site", file, "-o", out, "--allow", "titles").exit_code == 0
    assert not (out / "sales" / "old.html").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "sales.yaml"]
    refused = run("site", file, "-o", tmp_path)
    assert refused.exit_code == 2
    assert "holds something that is no site of ours" in refused.stderr
    assert file.exists()


def test_an_allow_list_is_words_or_a_file(file: Path, tmp_path: Path) -> None:
    listed = tmp_path / "public.yaml"
    listed.write_text("allow: [titles, bands]\n")
    assert run("site", file, "-o", tmp_path / "out", "--allow", listed).exit_code == 0
    page = next((tmp_path / "out/sales/levels").iterdir()).read_text()
    assert "Band" in page
    assert "Scope" not in page
    for wrong in ("salaries", tmp_path / "none.yaml"):
        assert run("site", file, "-o", tmp_path / "no", "--allow", wrong).exit_code == 2
    assert not (tmp_path / "no").exists()


def test_notes_name_the_day_and_the_words_of_a_version(file: Path, tmp_path: Path) -> None:
    second = tmp_path / "second.yaml"
    second.write_text(file.read_text().replace("title: Sales\n", "title: Selling\n", 1))
    notes = tmp_path / "notes.yaml"
    notes.write_text("- {file: second.yaml, date: 2026-04-02, note: One word.}\n")
    assert run("site", file, second, "-o", tmp_path / "out", "--notes", notes).exit_code == 0
    page = (tmp_path / "out/sales/changes.html").read_text()
    assert "2 April 2026" in page
    assert "One word." in page
    notes.write_text("- {file: second.yaml, date: soon}\n")
    assert run("site", second, "-o", tmp_path / "out", "--notes", notes).exit_code == 2


def test_the_blank_matrix_is_written_and_refused_under_another_ending(tmp_path: Path) -> None:
    assert run("blank", tmp_path / "matrix.xlsx").exit_code == 0
    assert run("blank", tmp_path / "empty.xlsx", "--empty").exit_code == 0
    assert (tmp_path / "matrix.xlsx").stat().st_size > (tmp_path / "empty.xlsx").stat().st_size
    assert run("blank", tmp_path / "matrix.pdf").exit_code == 2
    assert run("show", tmp_path / "matrix.xlsx").exit_code == 0
