"""Frameworks as their owners published them: read, or refused with a line."""

from pathlib import Path

import pytest

from tests.core.conftest import DATA
from trellis.findings import BadInput, Severity
from trellis.framework.dump import dump
from trellis.framework.formats import financial_times, monzo
from trellis.framework.load import load
from trellis.framework.resolve import resolve

FINANCIAL_TIMES = sorted((DATA / "financial-times").rglob("*.yml"))
FRONT_MATTER = sorted(
    [*(DATA / "monzo").rglob("*.md"), *(DATA / "croner-i/frameworks").rglob("*.md")]
)
IN_HEADINGS = {
    "monzo/design/product-design.md",
    "monzo/design/user-research.md",
    "monzo/design/visual-design.md",
}
WITH_A_TAB = "monzo/people.md"


def name(path: Path) -> str:
    return path.relative_to(DATA).as_posix()


def test_the_published_files_are_there(published: Path) -> None:
    assert (len(FINANCIAL_TIMES), len(FRONT_MATTER)) == (30, 33)


@pytest.mark.parametrize(
    ("file", "statements", "levels"),
    [("engineering.yml", 72, 8), ("engineering-v1.yml", 101, 4), ("operations.yml", 48, 3)],
)
def test_financial_times_counts(published: Path, file: str, statements: int, levels: int) -> None:
    framework, findings = financial_times.read(
        (published / "financial-times" / file).read_bytes(), file
    )
    counts = resolve(framework).counts
    assert (counts["statements"], counts["levels"]) == (statements, levels)
    assert findings == []


@pytest.mark.parametrize("path", FINANCIAL_TIMES, ids=name)
def test_every_financial_times_file_converts_to_stable_bytes(path: Path) -> None:
    framework, _ = financial_times.read(path.read_bytes(), path.name)
    text = dump(framework)
    assert load(text, "converted.yaml") == framework
    assert dump(load(text, "converted.yaml")) == text


def test_ids_of_the_financial_times_survive_and_proficiency_goes_to_extra(published: Path) -> None:
    path = published / "financial-times/engineering.yml"
    framework, _ = financial_times.read(path.read_bytes(), path.name)
    first = next(framework.statements())
    assert first.id == "fb43098c-588c-421c-b87a-92b0bfd2ad7c"
    assert {"place": f"statement {first.id}", "value": {"proficiency": "Awareness"}} in [
        extra.model_dump() for extra in framework.extra
    ]


@pytest.mark.parametrize("path", FRONT_MATTER, ids=name)
def test_every_front_matter_file_loads_or_fails_with_its_line(path: Path) -> None:
    if name(path) in {*IN_HEADINGS, WITH_A_TAB}:
        with pytest.raises(BadInput) as refusal:
            monzo.read(path.read_bytes(), path.name)
        assert all(finding.place.startswith("line ") for finding in refusal.value.findings)
    else:
        text = dump(monzo.read(path.read_bytes(), path.name)[0])
        assert dump(load(text, "converted.yaml")) == text


def test_the_tab_in_people_is_named_with_its_line(published: Path) -> None:
    with pytest.raises(BadInput) as refusal:
        monzo.read((published / WITH_A_TAB).read_bytes(), WITH_A_TAB)
    assert str(refusal.value).startswith("line 205: There is a tab in the indentation")


def test_examples_stay_with_their_statement(published: Path) -> None:
    path = published / "monzo/engineering/backend.md"
    framework, _ = monzo.read(path.read_bytes(), path.name)
    found = {statement.id: statement for statement in framework.statements()}
    assert found["communication-l2-4"].examples == (
        "Take a look at the levelling up your code reviews talk for some ideas",
    )


def test_empty_criteria_are_left_out_and_reported(published: Path) -> None:
    texts = [p.read_bytes() for p in FRONT_MATTER if name(p).startswith("croner-i")]
    found = [finding for text in texts for finding in monzo.read(text, "x.md")[1]]
    assert sum(finding.code == "empty" for finding in found) == 21


def test_a_declared_number_of_levels_that_differs_is_reported_with_its_line(
    published: Path,
) -> None:
    path = published / "monzo/operations/ops-leadership.md"
    framework, findings = monzo.read(path.read_bytes(), path.name)
    assert len(list(framework.levels())) == 6
    assert [(f.code, f.place, f.level) for f in findings] == [
        ("level-count", "line 7", Severity.WARNING)
    ]


@pytest.mark.parametrize(
    ("topics", "message"),
    [
        ("- content: []", "line 4: A topic has no name."),
        (
            "- {name: a, content: [{criteria: [x]}]}",
            "line 4: This part of a topic has no level number.",
        ),
        (
            "- {name: a, content: [{level: 1, criteria: [b: c]}]}",
            "line 4: This criterion is not one text.",
        ),
    ],
)
def test_front_matter_that_cannot_be_read_is_told_with_its_line(topics: str, message: str) -> None:
    with pytest.raises(BadInput) as refusal:
        monzo.read(f"---\ntitle: T\ntopics:\n  {topics}\n---\n".encode(), "t.md")
    assert str(refusal.value).startswith(message)


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ("{id: a, level: l, summary: S}", "line 1: This competency has no 'theme'."),
        ("{id: a, level: l, theme: t, summary: ''}", "line 1: This competency has no 'summary'."),
        (
            "{id: a, level: l, theme: t, summary: S}\n- {id: a, level: l, theme: t, summary: S}",
            "line 2: The id 'a' is used twice.",
        ),
    ],
)
def test_a_financial_times_entry_that_cannot_be_read_is_told_with_its_line(
    item: str, message: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        financial_times.read(f"- {item}\n".encode(), "ft.yml")
    assert str(refusal.value).startswith(message)
