"""Writing `trellis/1`: stable bytes, and small changes over a file with comments."""

from typing import Any

import pytest
from hypothesis import given, settings

from tests.core.strategies import frameworks
from trellis.findings import BadInput
from trellis.framework.dump import dump
from trellis.framework.emit import scalar
from trellis.framework.json_schema import json_schema
from trellis.framework.load import load
from trellis.framework.model import Framework
from trellis.framework.plain import plain
from trellis.framework.source import Source

COMMENTED = """\
# Owner: the platform guild
schema: trellis/1
id: engineering
title: 'Engineering'   # the quotes stay
tracks:
- id: ic
  title: Individual contributor
  levels:
  - {id: L1, rank: 1}
  - {id: L2, rank: 2, titles: [Engineer]}   # since May
competencies:
  # what we build
  - id: design
    title: Design
    kind: functional      # written out, though it is the default
    levels:
      L1:
        # the first one
        - id: d1
          text: Writes
            a design.
        - id: d2
          text: >
            Reviews a design.
      L2: as_below

  # how we talk
  - id: talk
    title: Talk
# the end
"""


def changed(**changes: object) -> list[str]:
    """The lines of the commented file after a change to it, read as plain values."""
    values = plain(load(COMMENTED.encode(), "e.yaml"))
    for path, value in changes.items():
        *steps, last = (int(step) if step.isdigit() else step for step in path.split("__"))
        part: Any = values
        for step in steps:
            part = part[step]
        if value is None:
            del part[last]
        else:
            part[last] = value
    framework = Framework.model_validate(values)
    result = dump(framework, COMMENTED.encode())
    assert load(result, "e.yaml") == framework
    return result.decode().split("\n")


def difference(lines: list[str]) -> tuple[list[str], list[str]]:
    before = COMMENTED.split("\n")
    return [x for x in before if x not in lines], [x for x in lines if x not in before]


@given(frameworks())
def test_canonical_text_is_byte_stable_and_means_the_same(framework: Framework) -> None:
    text = dump(framework)
    again = load(text, "f.yaml")
    assert again == framework
    assert dump(again) == text


@given(frameworks(), frameworks())
@settings(max_examples=40)
def test_any_change_over_any_file_means_what_was_asked(old: Framework, new: Framework) -> None:
    text = dump(old)
    assert load(dump(new, text), "f.yaml") == new
    assert dump(old, text) == text


def test_an_unchanged_framework_keeps_every_byte() -> None:
    for text in (COMMENTED.encode(), COMMENTED.replace("\n", "\r\n").encode("utf-16")):
        assert dump(load(text, "e.yaml"), text) == text


@pytest.mark.parametrize(
    ("path", "value", "gone", "there"),
    [
        (
            "title",
            "Software",
            ["title: 'Engineering'   # the quotes stay"],
            ["title: Software   # the quotes stay"],
        ),
        ("tracks__0__levels__0__rank", 7, ["  - {id: L1, rank: 1}"], ["  - {id: L1, rank: 7}"]),
        (
            "tracks__0__levels__0__band",
            "B1",
            ["  - {id: L1, rank: 1}"],
            ["  - {id: L1, rank: 1, band: B1}"],
        ),
        (
            "competencies__0__kind",
            "core",
            ["    kind: functional      # written out, though it is the default"],
            ["    kind: core      # written out, though it is the default"],
        ),
        (
            "competencies__0__levels__L1__0__text",
            "Writes it.",
            ["          text: Writes", "            a design."],
            ["          text: Writes it."],
        ),
        ("competencies__0__levels__L1__0__star", True, [], ["          star: true"]),
        (
            "competencies__0__levels__L2",
            [{"id": "d3", "text": "Leads."}],
            ["      L2: as_below"],
            ["      L2:", "        - id: d3", "          text: Leads."],
        ),
        ("competencies__1__levels", {"L1": "todo"}, [], ["    levels: {L1: todo}"]),
        ("competencies__1__summary", "a\nb", [], ["    summary: |-", "      a", "      b"]),
        ("language", "de", [], ["language: de"]),
    ],
)
def test_one_change_touches_only_its_lines(
    path: str, value: object, gone: list[str], there: list[str]
) -> None:
    assert difference(changed(**{path: value})) == (gone, there)


def test_a_removed_statement_takes_only_its_own_lines() -> None:
    gone, there = difference(changed(competencies__0__levels__L1__1=None))
    assert (gone, there) == (
        ["        - id: d2", "          text: >", "            Reviews a design."],
        [],
    )


def test_an_added_competency_comes_after_its_neighbour_and_the_comments_stay() -> None:
    values = plain(load(COMMENTED.encode(), "e.yaml"))["competencies"]
    lines = changed(competencies=[values[0], {"id": "new", "title": "New"}, values[1]])
    assert difference(lines) == ([], ["  - id: new", "    title: New"])
    assert lines.index("  - id: new") < lines.index("  # how we talk")


def test_line_ends_of_windows_are_kept() -> None:
    over = COMMENTED.replace("\n", "\r\n").encode()
    framework = load(over, "e.yaml").model_copy(update={"title": "X", "language": "de"})
    assert b"\n" not in dump(framework, over).replace(b"\r\n", b"")


def test_an_alias_is_written_out_when_one_of_its_uses_changes() -> None:
    over = COMMENTED.replace("titles: [Engineer]", "titles: &t [Engineer]").replace(
        "rank: 1}", "rank: 1, titles: [Engineer]}"
    )
    over = over.replace("{id: L2, rank: 2, titles: &t [Engineer]}", "{id: L2, rank: 2, titles: *t}")
    over = over.replace("rank: 1, titles: [Engineer]}", "rank: 1, titles: &t [Engineer]}")
    framework = load(over.encode(), "e.yaml")
    track = framework.tracks[0]
    levels = (track.levels[0].model_copy(update={"titles": ("Boss",)}), track.levels[1])
    new = framework.model_copy(update={"tracks": (track.model_copy(update={"levels": levels}),)})
    assert load(dump(new, over.encode()), "e.yaml") == new


def test_a_file_that_is_no_framework_cannot_be_written_over() -> None:
    with pytest.raises(BadInput):
        dump(load(COMMENTED.encode(), "e.yaml"), b"- 1")


@pytest.mark.parametrize(
    "word", ["yes", "No", "null", "1", "1.5", "2026-01-01", "a: b", "- a", "", " a", "\x85"]
)
def test_a_word_that_could_be_taken_for_something_else_is_quoted(word: str) -> None:
    assert scalar(word)[0] == '"'
    assert Source(scalar(word), "x").value == word


def test_the_schema_knows_every_part_and_refuses_unknown_keys() -> None:
    schema = json_schema()
    assert schema["additionalProperties"] is False
    assert {"schema", "id", "moves"} <= set(schema["properties"])
    assert schema["$defs"]["Move"]["properties"]["from"]
