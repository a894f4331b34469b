"""Reading `trellis/1`: every problem with its line."""

import pytest

from trellis.findings import BadInput
from trellis.framework.load import load

HEAD = """\
schema: trellis/1
id: engineering
title: Engineering
tracks:
  - id: ic
    title: Individual contributor
    levels:
      - {id: L1, rank: 1}
      - {id: L2, rank: 2}
competencies:
  - id: design
    title: Design
    levels:
      L1: [{id: d1, text: Writes a design.}]
      L2: [{id: d2, text: Leads a design.}]
"""
MOVE = "moves:\n  - {id: up, from: ic/L1, to: ic/L2, criteria: [{id: avg, average: {min: 3.5}}]}\n"


def refusal(text: str | bytes) -> list[str]:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(BadInput) as caught:
        load(data, "e.yaml")
    return str(caught.value).split("\n")


def test_a_small_file_is_read() -> None:
    framework = load((HEAD + MOVE).encode(), "e.yaml")
    assert [s.id for s in framework.statements()] == ["d1", "d2"]
    average = next(framework.moves[0].leaves()).average
    assert average
    assert average.min_x100 == 350


def test_an_unknown_key_is_named_with_its_line_and_the_likely_key() -> None:
    (message,) = refusal(HEAD.replace("    title: Design", "    titel: Design\n    title: Design"))
    assert message.startswith("line 12: unknown key 'titel'. Did you mean 'title'?")


def test_every_unknown_key_of_a_part_is_reported() -> None:
    messages = refusal(HEAD + "foo: 1\nbar: 2\n")
    assert [m.split(".")[0] for m in messages] == [
        "line 16: unknown key 'foo'",
        "line 17: unknown key 'bar'",
    ]


def test_a_key_that_starts_with_x_is_kept() -> None:
    framework = load((HEAD + "x-owner: Platform\n").encode(), "e.yaml")
    assert framework.model_extra == {"x-owner": "Platform"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("rank: 2", "rank: two", "line 9: 'rank' must be a whole number."),
        ("id: L2,", "id: L1,", "line 9: The level id 'L1' is used twice."),
        ("id: d2", "id: d1", "line 15: The statement id 'd1' is used twice."),
        (
            "      L2: [",
            "      L3: [",
            "line 15: The level 'L3' does not exist. The levels are L1, L2.",
        ),
        ("text: Leads a design.", "text: ''", "line 15: 'text' is empty."),
        ("id: design", "id: de sign", "line 11: 'de sign' cannot be an id"),
        ("id: engineering\n", "", "line 1: 'id' is missing."),
        (
            "L2: [{id: d2, text: Leads a design.}]",
            "L2: soon",
            "line 15: 'soon' is not known here; use 'as_below'",
        ),
        ("title: Design", "title: 4", "line 12: 'title' must be text; put it in quotes."),
        (
            "title: Design",
            "title: Design\n    tracks: [m]",
            "line 13: The track 'm' does not exist.",
        ),
        ("schema: trellis/1", "schema: trellis/2", "line 1: 'e.yaml' is not a framework file."),
        (
            "title: Design",
            "title: Design\n    title: X",
            "line 13: The key 'title' stands here twice.",
        ),
        ("title: Design", "title: !!python/none x", "line 12: The tag"),
        ("  - id: design", "  -\tid: design", "line 11: There is a tab"),
        ("title: Design", "title: De: sign", "line 12: There is a colon"),
        ("title: Design", "title: De\0sign", "line 12: 'e.yaml' is binary"),
        ("title: Design", "title: De\x01sign", "line 12: There is a control character"),
    ],
)
def test_a_problem_is_told_with_its_line(old: str, new: str, message: str) -> None:
    assert refusal(HEAD.replace(old, new, 1))[0].startswith(message)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "from: ic/L1",
            "from: ic/L0",
            "line 17: The start of the move 'up', ic/L0, does not exist.",
        ),
        ("from: ic/L1", "from: data/ic/D1", "line 17: The move 'up' starts in another family"),
        ("to: ic/L2", "to: L2", "line 17: 'L2' leads to no level; write it as track/LEVEL."),
        ("min: 3.5", "min: 3.555", "line 17: Decimal"),
        ("min: 3.5", "min: 7", "line 17: 'min' should be less than or equal to 5."),
        ("min: 3.5}", "min: 3.5, of: [x]}", "line 17: The competency 'x' does not exist."),
        (
            "criteria: [",
            "decision: {at_least: 2}, criteria: [",
            "line 17: The move 'up' asks for 2 of 1",
        ),
        (
            "criteria: [",
            "criteria: [{id: avg, text: x}, ",
            "line 17: The criterion id 'avg' is used twice.",
        ),
        ("criteria: [", "criteria: [{id: y}, ", "line 17: has no kind"),
    ],
)
def test_a_move_that_cannot_work_is_told_with_its_line(old: str, new: str, message: str) -> None:
    assert refusal(HEAD + MOVE.replace(old, new))[0].startswith(message)


def test_a_move_may_lead_to_another_family() -> None:
    assert load((HEAD + MOVE.replace("to: ic/L2", "to: data/ic/D2")).encode(), "e.yaml").moves[0].to


def test_words_like_yes_stay_words() -> None:
    text = HEAD.replace("Writes a design.", "Yes").replace("Leads a design.", "no")
    assert [s.text for s in load(text.encode(), "e.yaml").statements()] == ["Yes", "no"]


def test_level_ids_may_be_numbers() -> None:
    text = HEAD.replace("L1: [", "1: [").replace("L1,", "'1',")
    assert list(load(text.encode(), "e.yaml").competencies[0].levels) == ["1", "L2"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_files_are_read(encoding: str) -> None:
    text = HEAD.replace("Design", "Entwürfe 🛠")
    assert load(text.encode(encoding), "e.yaml").competencies[0].title == "Entwürfe 🛠"


def test_other_encodings_are_refused_with_the_line() -> None:
    (message,) = refusal(HEAD.replace("Design", "Entwürfe").encode("cp1252"))
    assert message.startswith("line 12: 'e.yaml' is not UTF-8")


@pytest.mark.parametrize("opener", ["[", "- ", "{a: ", "? "])
def test_a_file_nested_too_deep_is_refused_before_it_is_built(opener: str) -> None:
    assert "levels deep" in refusal(opener * 200_000)[0]


def test_aliases_that_multiply_are_refused() -> None:
    bomb = "a: &a [1,1,1,1,1,1,1,1,1]\n"
    for here, there in zip("bcdefgh", "abcdefg", strict=True):
        bomb += f"{here}: &{here} [" + ",".join([f"*{there}"] * 9) + "]\n"
    assert "more than 200,000 values" in refusal(bomb)[0]


def test_an_alias_of_itself_is_refused() -> None:
    assert "Aliases make" in refusal("a: &a [*a]")[0]


def test_a_huge_file_is_refused_by_its_size() -> None:
    assert "The limit" in refusal(b" " * 9_000_000)[0]


@pytest.mark.parametrize("text", ["", "# nothing\n", "- 1\n", "word"])
def test_a_file_without_a_framework_is_refused(text: str) -> None:
    assert refusal(text)


def test_more_values_than_a_framework_can_have_are_refused() -> None:
    assert refusal("- a\n" * 500_000)[0].endswith(": More than 200,000 values.")


def test_only_the_first_problems_are_listed_and_the_others_counted() -> None:
    statements = "".join(f"        - {{id: s{n}, txt: x}}\n" for n in range(60))
    messages = refusal(
        HEAD.replace("      L2: [{id: d2, text: Leads a design.}]\n", f"      L2:\n{statements}")
    )
    assert (len(messages), messages[-1]) == (51, "There are 10 more problems.")
