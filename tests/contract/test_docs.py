"""The reference pages say what the program says, and the guides name what there is."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

import trellis_web.cli  # noqa: F401  adds the commands of the web
from tests.contract.tree import ROOT, WEB
from trellis.cli import app
from trellis_web.people.rules.columns import OWN
from trellis_web.reference import codes, faults, pages, write

PAGES = ROOT / "docs" / "reference"
GUIDES = ROOT / "docs" / "how-to"


def variables(text: str) -> set[str]:
    """The environment variables that the settings read."""
    return {f"TRELLIS_{name}" for name in re.findall(r'\benv\.\w+\(\s*"([A-Z_]+)"', text)}


def documented(guide: str) -> set[str]:
    """The environment variables of a guide; `_PORT` after `TRELLIS_SMTP_HOST` shares its start."""
    full = re.findall(r"`(TRELLIS_[A-Z_]+)`", guide)
    short = re.findall(r"`TRELLIS_SMTP_HOST`((?:, `_[A-Z]+`)+)", guide)
    endings = re.findall(r"`(_[A-Z]+)`", short[0]) if short else []
    return {*full, *(f"TRELLIS_SMTP{ending}" for ending in endings)}


def test_the_reference_says_what_the_program_says() -> None:
    assert faults(PAGES, app) == []


def test_an_old_a_missing_and_an_unknown_page_are_noticed(tmp_path: Path) -> None:
    write(tmp_path, app)
    assert faults(tmp_path, app) == []
    with (tmp_path / "criteria.md").open("a") as page:
        page.write("Everybody is ready.\n")
    (tmp_path / "audit.md").unlink()
    (tmp_path / "old.md").touch()
    assert faults(tmp_path, app) == [
        f"{tmp_path}/audit.md is not what the program says. Run: trellis docs",
        f"{tmp_path}/criteria.md is not what the program says. Run: trellis docs",
        f"{tmp_path}/old.md is made by nothing. Delete it.",
    ]


def test_the_command_fails_on_an_old_page_and_writes_a_new_one(tmp_path: Path) -> None:
    run = CliRunner()
    stale = run.invoke(app, ["docs", str(tmp_path), "--check"])
    assert stale.exit_code == 1
    assert "states.md is not what the program says. Run: trellis docs" in stale.output
    assert run.invoke(app, ["docs", str(tmp_path)]).exit_code == 0
    assert run.invoke(app, ["docs", str(tmp_path), "--check"]).exit_code == 0


@pytest.mark.parametrize("name", sorted(pages(app)))
def test_a_page_names_no_folder_of_the_machine(name: str) -> None:
    assert str(ROOT) not in pages(app)[name]


def test_a_new_code_is_found_with_its_sentence(tmp_path: Path) -> None:
    package = tmp_path / "trellis"
    package.mkdir()
    (package / "findings.py").write_text("class Finding:\n    code: str\n    sentence: str\n")
    (package / "rows.py").write_text(
        "def refused(line, code, sentence):\n    return Finding(code, sentence)\n"
        "refused(1, 'row-wrong', f'{row.name} is {len(row)} long.')\n"
    )
    assert list(codes.rows([package])) == [
        codes.Row("row-wrong", "{name} is {…} long.", "trellis.rows", is_denial=False)
    ]


def test_the_administrators_guide_names_every_variable() -> None:
    files = (WEB / "config" / name for name in ("settings.py", "env.py"))
    read = set().union(*(variables(path.read_text(encoding="utf-8")) for path in files))
    assert documented((GUIDES / "administrators.md").read_text(encoding="utf-8")) == read


def test_a_variable_is_found_where_it_is_read_and_where_it_is_explained() -> None:
    assert variables('A = env.bool("ONE", default=False)\nB = env.str(\n"TWO")') == {
        "TRELLIS_ONE",
        "TRELLIS_TWO",
    }
    assert documented("| `TRELLIS_SMTP_HOST`, `_PORT` | `TRELLIS_X` |") == {
        "TRELLIS_SMTP_HOST",
        "TRELLIS_SMTP_PORT",
        "TRELLIS_X",
    }


def test_the_guide_for_hr_names_every_column_of_a_people_file() -> None:
    guide = (GUIDES / "hr.md").read_text(encoding="utf-8")
    assert [column for column in OWN.headers if f"`{column}`" not in guide] == []
