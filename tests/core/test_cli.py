"""The commands of the core, as a program sees them: stdout, stderr, exit code, files."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from trellis.cli import app
from trellis.framework.load import load

TEXT = """\
schema: trellis/1
id: engineering
title: Engineering
tracks:
  - id: ic
    title: Individual contributor
    levels: [{id: L1, rank: 1}, {id: L2, rank: 2}, {id: L3, rank: 3}]
competencies:
  - id: design
    title: Design
    levels:
      L1: [{id: d1, text: Writes a design.}]
      L2: as_below
      L3: [{id: d3, text: Leads a design., star: true}]
"""
MOVES = """\
moves:
  - {id: up, from: ic/L1, to: ic/L2, criteria: [{id: time, months_in_level: {min: 6}}]}
"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def answer(*arguments: object, code: int = 0) -> Any:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == code, result.stderr
    return json.loads(result.stdout)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "engineering.yaml"
    path.write_text(TEXT + MOVES)
    return path


def test_show_prints_the_resolved_framework_with_counts(file: Path) -> None:
    shown = answer("show", file)
    assert shown["counts"] == {
        "tracks": 1,
        "levels": 3,
        "competencies": 1,
        "statements": 2,
        "extra": 0,
    }
    cell = shown["competencies"][0]["cells"]["L2"]
    assert (cell["expectation"], cell["statements"][0]["id"]) == ("as_below", "d1")


def test_show_as_text_is_an_outline(file: Path) -> None:
    assert "    as the level below" in run("show", file).stdout
    assert "    - ★ Leads a design." in run("show", file).stdout


def test_show_takes_any_file_that_can_be_imported(published: Path) -> None:
    for name, statements in (
        ("financial-times/engineering.yml", 72),
        ("monzo/engineering/backend.md", 135),
        ("carvago/frontend-assessment-template.xlsx", 83),
    ):
        assert answer("show", published / name)["counts"]["statements"] == statements


def test_a_warning_is_told_on_stderr_with_exit_code_1(published: Path) -> None:
    result = run("show", published / "monzo/operations/ops-leadership.md")
    assert result.exit_code == 1
    assert "warning: line 7: 5 levels are declared" in result.stderr


def test_bad_input_gives_exit_code_2_the_file_and_the_line_and_writes_nothing(
    file: Path, tmp_path: Path
) -> None:
    file.write_text(TEXT.replace("title: Design", "titel: Design\n    foo: 1"))
    result = run("convert", file, tmp_path / "out.yaml")
    assert result.exit_code == 2
    assert [line.split(":")[1:3] for line in result.stderr.strip().split("\n")] == [
        [" line 10", " unknown key 'titel'. Did you mean 'title'? Known here"],
        [" line 11", " unknown key 'foo'. Known here"],
    ]
    assert result.stderr.startswith(str(file))
    assert not (tmp_path / "out.yaml").exists()


@pytest.mark.parametrize("ending", ["yaml", "csv", "xlsx", "md", "case.json"])
def test_convert_there_and_back_is_the_same_framework(
    file: Path, tmp_path: Path, ending: str
) -> None:
    file.write_text(TEXT)
    there, back = tmp_path / f"there.{ending}", tmp_path / "back.yaml"
    assert answer("convert", file, there)["written"] == str(there)
    assert run("convert", there, back).exit_code == 0
    assert load(back.read_bytes(), "back") == load(TEXT.encode(), "file")


def test_moves_that_a_table_cannot_hold_are_named(file: Path, tmp_path: Path) -> None:
    found = answer("convert", file, tmp_path / "e.csv", code=1)["findings"]
    assert found[0]["sentence"] == "1 moves have no place in a table and are not in e.csv."


def test_an_ending_that_cannot_be_written_is_refused(file: Path, tmp_path: Path) -> None:
    result = run("convert", file, tmp_path / "e.odt")
    assert result.exit_code == 2
    assert "use .yaml, .yml, .csv, .xlsx, .md, .case.json" in result.stderr


def test_a_folder_that_is_not_there_is_refused_and_an_old_file_survives_a_refusal(
    file: Path, tmp_path: Path
) -> None:
    assert run("convert", file, tmp_path / "no" / "e.yaml").exit_code == 2
    assert run("convert", tmp_path / "missing.yaml", file).exit_code == 2
    assert file.read_text() == TEXT + MOVES
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_import_writes_trellis_1_to_stdout_or_a_file(file: Path, tmp_path: Path) -> None:
    shown = run("import", file).stdout
    assert load(shown.encode(), "out") == load(file.read_bytes(), "in")
    assert answer("import", file)["framework"]["id"] == "engineering"
    assert answer("import", file, "-o", tmp_path / "o.yaml")["counts"]["statements"] == 2
    assert (tmp_path / "o.yaml").read_text() == shown


def test_diff_tells_wording_from_structure_with_exit_code_1(file: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.yaml"
    new.write_text(file.read_text().replace("Writes a", "Drafts a").replace(", star: true", ""))
    found = answer("diff", file, new, code=1)
    assert [change["after"] for change in found["wording"]] == ["Drafts a design."]
    assert [change["kind"] for change in found["structure"]] == ["unstarred"]
    assert "Wording\n  statement d1 reworded (design L1)" in run("diff", file, new).stdout


def test_diff_of_the_same_file_is_fine(file: Path) -> None:
    assert answer("diff", file, file) == {"wording": [], "structure": []}


def test_judge_prints_decision_readiness_and_findings(file: Path, tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text('{"months_in_level": 7}')
    judged = answer("judge", "--framework", file, "--move", "up", "--facts", facts)
    assert (judged["move"], judged["decision"], judged["readiness"]) == ("up", "met", "ready")
    assert judged["findings"][0]["criterion"] == "time"


@pytest.mark.parametrize(("move", "facts"), [("down", "{}"), ("up", "{"), ("up", '{"foo": 1}')])
def test_judge_refuses_unknown_moves_and_broken_facts(
    file: Path, tmp_path: Path, move: str, facts: str
) -> None:
    path = tmp_path / "facts.json"
    path.write_text(facts)
    result = run("judge", "--framework", file, "--move", move, "--facts", path, "--format", "json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


def test_the_library_is_listed_and_printed() -> None:
    names = answer("library")
    assert "engineering" in names
    assert load(run("library", "engineering").stdout.encode(), "library").id == "engineering"
    assert run("library", "nothing").exit_code == 2


def test_an_include_is_found_beside_the_file_and_an_unknown_one_is_refused(file: Path) -> None:
    file.write_text(TEXT + "include: [company-core]\n")
    result = run("show", file)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Put company-core.yaml beside the file" in result.stderr
    core = TEXT.replace("id: engineering", "id: company-core").replace("id: design", "id: values")
    file.with_name("company-core.yaml").write_text(core)
    assert answer("show", file)["counts"]["competencies"] == 2


def test_the_schema_is_json(file: Path) -> None:
    assert json.loads(run("schema").stdout)["title"] == "Framework"
