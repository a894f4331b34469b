"""Six years of one published framework, step by step, as it really went."""

import json
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from trellis.cli import app


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["diff", *(str(argument) for argument in arguments)])


@pytest.fixture(scope="module")
def history(published: Path) -> Path:
    return published / "financial-times" / "history"


@pytest.fixture(scope="module")
def told(history: Path) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(run(history, "--format", "json").stdout)
    return answer


def step(told: dict[str, Any], number: str) -> list[dict[str, Any]]:
    """The changes of the step that leads to a file, `number` being how its name begins."""
    (found,) = (each for each in told["steps"] if each["new"].startswith(number))
    return [*found["structure"], *found["wording"]]


def statements(told: dict[str, Any], number: str, kind: str) -> int:
    return sum(c["kind"] == kind and c["part"] == "statement" for c in step(told, number))


def test_there_is_one_entry_for_each_step_in_the_order_of_the_names(
    told: dict[str, Any], history: Path
) -> None:
    names = sorted(path.name for path in history.glob("*.yml"))
    assert [each["old"] for each in told["steps"]] == names[:-1]
    assert [each["new"] for each in told["steps"]] == names[1:]


def test_the_bulk_relabel_of_79_statements_is_one_event(told: dict[str, Any]) -> None:
    (event,) = (c for c in step(told, "110") if c["kind"] == "relabelled")
    assert (event["part"], event["count"]) == ("level", 79)
    assert event["before"] == "junior-to-mid, mid-to-senior1, senior1-to-senior2"
    assert event["after"] == "engineer, senior1, senior2"
    assert [c["kind"] for c in step(told, "110") if c["place"] != "examples"] == [
        "relabelled",
        "moved",
        "added",
    ]


@pytest.mark.parametrize(
    ("number", "kind", "count"),
    [
        ("002", "added", 81),
        ("002", "removed", 3),
        ("005", "replaced", 2),
        ("015", "replaced", 3),
        ("035", "merged", 1),
        ("045", "split", 1),
        ("070", "split", 1),
        ("105", "replaced", 1),
        ("111", "added", 1),
        ("114", "moved", 5),
    ],
)
def test_what_happened_to_statements_is_counted(
    told: dict[str, Any], number: str, kind: str, count: int
) -> None:
    assert statements(told, number, kind) == count


@pytest.mark.parametrize(
    ("number", "kind", "after"),
    [
        ("010", "reworded", "Debugs and fixes complex bugs at speed"),
        ("015", "replaced", "Knows who their project's stakeholders are"),
        ("080", "reworded", "Has responsibility for others’ professional development"),
        ("085", "replaced", "Reuses existing code"),
    ],
)
def test_a_rewording_is_told_from_a_replacement(
    told: dict[str, Any], number: str, kind: str, after: str
) -> None:
    assert [c["kind"] for c in step(told, number) if c["after"] == after] == [kind]


def test_a_file_name_is_no_change(told: dict[str, Any]) -> None:
    assert step(told, "115") == []


def test_a_file_that_cannot_be_read_is_named_with_its_line_and_skipped(
    history: Path, tmp_path: Path
) -> None:
    files = sorted(history.glob("*.yml"))[-4:]
    for file in files:
        copy(file, tmp_path / file.name)
    (tmp_path / "112_bad.yml").write_text("- id: a\n  summary: x\n   level: y\n")
    answer = json.loads(run(tmp_path, "--format", "json").stdout)
    assert len(answer["steps"]) == 3
    (skipped,) = answer["skipped"]
    assert skipped["file"] == "112_bad.yml"
    assert skipped["findings"][0]["place"].endswith("112_bad.yml: line 3")
    text = run(tmp_path)
    assert text.exit_code == 1
    assert "112_bad.yml: line 3" in text.stderr
    assert "115_2025-02-03_259162a0.yml: no change" in text.stdout


def test_files_are_compared_in_the_order_in_which_they_are_named(history: Path) -> None:
    a, b, c = sorted(history.glob("*.yml"))[-3:]
    answer = json.loads(run(c, a, b, "--format", "json").stdout)
    assert [each["old"] for each in answer["steps"]] == [c.name, a.name]


def test_one_file_alone_is_refused_with_what_to_do(history: Path) -> None:
    refused = run(sorted(history.glob("*.yml"))[0])
    assert refused.exit_code == 2
    assert "Name two files or more" in refused.stderr


def test_a_folder_with_one_readable_file_is_refused(tmp_path: Path, history: Path) -> None:
    copy(sorted(history.glob("*.yml"))[0], tmp_path / "a.yml")
    (tmp_path / "b.yml").write_text("a: [")
    refused = run(tmp_path)
    assert refused.exit_code == 2
    assert "b.yml" in refused.stderr
