"""A whole framework linted: places, order, silences."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core.lint.examples import HEAD, framework
from trellis import library
from trellis.findings import BadInput, Severity
from trellis.framework.dump import dump
from trellis.framework.formats import monzo
from trellis.framework.load import framework_of, load, read_source
from trellis.lint.run import lint, linted

TEXT = """\
tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}, {id: L2, rank: 2}]}]
competencies:
  - id: design
    title: Design
    levels:
      L1:
        - id: d1
          text: Demonstrates ownership of features.
        - {id: d2, text: Consistently writes a plan of a feature.}
"""


def places(silences: str = "") -> set[tuple[str, str]]:
    return {(f.code, f.place) for f in lint(framework(TEXT + silences))}


def test_a_finding_names_the_line_when_the_file_is_known() -> None:
    source = read_source((HEAD + TEXT).encode(), "family.yaml")
    found = lint(framework_of(source), source=source)
    assert [(f.subject, f.place) for f in found if f.code == "OBS101"] == [("d1", "line 11")]
    assert [(f.subject, f.place) for f in found if f.code == "STR203"] == [("design", "line 6")]


def test_without_the_file_it_names_competency_and_level() -> None:
    assert {("OBS101", "Design L1"), ("STR203", "Design"), ("STR201", "track Engineer")} <= places()


def test_structure_comes_first_then_sentences_in_file_order() -> None:
    found = [(f.code[:3], f.subject) for f in lint(framework(TEXT))]
    assert [kind for kind, _ in found] == sorted((kind for kind, _ in found), reverse=True)
    assert [subject for kind, subject in found if kind == "OBS"] == ["d1", "d2"]


def test_every_sentence_has_a_report() -> None:
    assert list(linted(framework(TEXT)).reports) == ["d1", "d2"]


@pytest.mark.parametrize(
    ("silence", "code"),
    [
        ("off: {OBS106: We rate by quarter.}", "OBS106"),
        ("silence: [{code: OBS101, at: d1, reason: Quoted from the charter.}]", "OBS101"),
        ("silence: [{code: OBS101, at: design/L1, reason: Agreed.}]", "OBS101"),
        ("silence: [{code: STR203, at: design, reason: In May.}]", "STR203"),
        ("silence: [{code: STR201, at: ic, reason: We are twelve people.}]", "STR201"),
        ("silence: [{code: STR215, at: family, reason: See the handbook.}]", "STR215"),
    ],
)
def test_a_silence_takes_away_its_rule_and_nothing_else(silence: str, code: str) -> None:
    before, after = places(), places(f"lint: {{{silence}}}")
    assert {found for found, _ in before - after} == {code}
    assert after < before


def test_a_silence_for_another_place_changes_nothing() -> None:
    silence = "lint: {silence: [{code: OBS101, at: d2, reason: Not this one.}]}"
    assert places(silence) == places()


@pytest.mark.parametrize(
    ("silence", "sentence"),
    [
        ("off: {OBS106: ' '}", "the reason is empty"),
        ("off: {OBS106: }", "'OBS106' must be text"),
        ("off: {vague: Because.}", "'vague' is no code of a rule"),
        ("silence: [{code: OBS101, at: d1}]", "'reason' is missing"),
        ("silence: [{code: OBS101, at: d1, reason: ''}]", "'reason' is empty"),
    ],
)
def test_a_silence_without_reason_is_refused_with_its_line(silence: str, sentence: str) -> None:
    with pytest.raises(BadInput) as refusal:
        framework(f"lint: {{{silence}}}")
    assert str(refusal.value).startswith("line 4: ")
    assert sentence in str(refusal.value)


def test_silences_survive_a_rewrite_of_the_file() -> None:
    data = (HEAD + TEXT + "lint: {off: {OBS106: We rate by quarter.}}  # agreed\n").encode()
    first = load(data, "family.yaml")
    assert load(dump(first), "again.yaml") == first
    renamed = first.model_copy(update={"title": "Other"})
    assert dump(renamed, over=data) == data.replace(b"title: Family", b"title: Other")


def test_an_include_that_is_not_known_is_refused() -> None:
    def nothing(name: str) -> Iterator[str]:
        raise BadInput.at("include", name, f"The block '{name}' is not known.")

    with pytest.raises(BadInput):
        lint(framework("include: [core]\n"), nothing)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", library.names())
def test_the_library_has_no_error_and_hardly_a_warning(name: str) -> None:
    family = load(library.read(name), name)
    found = lint(family, lambda block: load(library.read(block), block))
    assert [str(f) for f in found if f.level is Severity.ERROR] == []
    sentences = sum(1 for _ in family.statements())
    assert sum(f.level is Severity.WARNING for f in found) <= sentences / 20


def test_a_published_framework_is_not_flooded_with_errors(published: Path) -> None:
    for path in sorted((published / "monzo/engineering").glob("*.md")):
        found = lint(monzo.read(path.read_bytes(), path.name)[0])
        assert {finding.level for finding in found} == {Severity.WARNING, Severity.INFO}
