"""`trellis lint` as a program sees it: formats, places, exit codes, bad input."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tests.core.lint.examples import HEAD
from trellis.cli import app
from trellis.cli.lint_input import MAX_BYTES
from trellis.lint.rules import RULES

GOOD = """\
tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}, {id: L2, rank: 2}]}]
competencies:
  - {id: a, title: Design, levels: {L1: [{id: a1, text: Drives “a”.}], L2: as_below}}
"""
BROKEN = "moves: [{id: up, from: ic/L1, to: ic/L2, criteria: [{id: c, count: {n: 3, min: 4}}]}]\n"


def run(*arguments: object, input: bytes | None = None) -> Result:  # noqa: A002
    return CliRunner().invoke(app, ["lint", *map(str, arguments)], input=input)


def answer(*arguments: object, code: int = 0, input: bytes | None = None) -> Any:  # noqa: A002
    result = run(*arguments, input=input)
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


@pytest.fixture(name="file")
def good_file(tmp_path: Path) -> Path:
    path = tmp_path / "a family.yaml"
    path.write_text(HEAD + GOOD)
    return path


def test_warnings_alone_leave_with_zero(file: Path) -> None:
    result = run(file)
    assert result.exit_code == 0
    assert f"{file}:6: warning OBS104 “Drives”" in result.stdout
    assert result.stdout.splitlines()[-1].startswith(f"{file}: 1 sentence (1 ")


def test_an_error_leaves_with_one(file: Path) -> None:
    file.write_text(HEAD + GOOD + BROKEN)
    result = run(file)
    assert result.exit_code == 1
    assert f"{file}:7: error STR224" in result.stdout


def test_a_bad_file_hides_no_other_and_leaves_with_two(file: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("schema: trellis/1\nid: ]\n")
    missing, other = answer(tmp_path / "none.yaml", file, "--format", "json", code=2)
    assert [missing["read"], other["read"]] == [False, True]
    assert "does not exist" in missing["findings"][0]["sentence"]
    result = run(bad, file)
    assert result.exit_code == 2
    assert f"{bad}:2: error yaml" in result.stdout
    assert f"{file}:6: warning OBS104" in result.stdout


def test_an_imported_file_names_competency_and_level(published: Path) -> None:
    result = run(published / "monzo/engineering/backend.md")
    assert result.exit_code == 0
    assert "Mastery L2: " in result.stdout


def test_an_unknown_include_is_told_with_the_file(file: Path) -> None:
    file.write_text(HEAD + "include: [nowhere]\n" + GOOD)
    result = run(file)
    assert result.exit_code == 2
    assert "The block 'nowhere' is included but not known" in result.stdout


def test_github_commands_are_escaped(tmp_path: Path) -> None:
    path = tmp_path / "a,b:c%.yaml"
    path.write_text(HEAD + GOOD)
    line = next(
        line for line in run(path, "--format", "github").stdout.splitlines() if "OBS" in line
    )
    assert line.startswith("::warning file=")
    assert "a%2Cb%3Ac%25.yaml,line=6,title=OBS104::“Drives” says" in line


def test_github_shows_notes_as_notices(file: Path) -> None:
    assert "::notice file=" in run(file, "--format", "github").stdout


def test_sarif_names_each_rule_and_the_line(file: Path) -> None:
    log = answer(file, "--format", "sarif")
    (only,) = log["runs"]
    rules = only["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in rules] == [rule.code for rule in RULES]
    assert all(rule["helpUri"] == f"urn:trellis:lint:{rule['id']}" for rule in rules)
    result = next(result for result in only["results"] if result["ruleId"] == "OBS104")
    assert rules[result["ruleIndex"]]["id"] == "OBS104"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].endswith("/a%20family.yaml")
    assert place["region"] == {"startLine": 6}


def test_sarif_names_an_unreadable_file_in_a_notification(file: Path, tmp_path: Path) -> None:
    log = answer(tmp_path / "none.yaml", file, "--format", "sarif", code=2)
    (call,) = log["runs"][0]["invocations"]
    assert call["executionSuccessful"] is False
    assert "does not exist" in call["toolExecutionNotifications"][0]["message"]["text"]


def test_sentences_come_from_standard_input() -> None:
    lines = "Demonstrates leadership.\n\n  \r\nÜbersetzt: writes a note each week.\r\n".encode()
    first, second = answer("--statements", "-", "--format", "json", input=lines)
    assert list(first) == ["text", "grade", "findings"]
    assert (first["text"], first["grade"]) == ("Demonstrates leadership.", "vague")
    assert first["findings"][0]["code"] == "OBS101"
    assert second == {
        "text": "Übersetzt: writes a note each week.",
        "grade": "observable",
        "findings": [],
    }


def test_sentences_come_from_a_file_and_keep_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "sentences.txt"
    path.write_text("\ufeffWrites a note each week.\n\nDemonstrates leadership.\n")
    assert f"{path}:3: warning OBS101" in run("--statements", path).stdout


def test_no_sentence_is_an_empty_list() -> None:
    assert answer("--statements", "-", "--format", "json", input=b"\n \n") == []


def test_another_language_is_not_judged() -> None:
    line = b"Demonstrates leadership."
    (one,) = answer("--statements", "-", "--language", "de", "--format", "json", input=line)
    assert one["findings"] == []


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (b"a" * (MAX_BYTES + 1), "standard input has more than 10,000,000 bytes."),
        (b"fine\n\xff\n", "line 2: standard input is not UTF-8: the byte 0xff does not fit."),
    ],
    ids=["too large", "not UTF-8"],
)
def test_sentences_that_cannot_be_read_are_refused(given: bytes, sentence: str) -> None:
    result = run("--statements", "-", "--format", "json", input=given)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert result.stdout == ""


def test_nothing_and_both_are_refused(file: Path) -> None:
    assert (run().exit_code, run(file, "--statements", "-").exit_code) == (2, 2)
    assert "Nothing to lint." in run().stderr
