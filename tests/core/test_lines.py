"""Lines become sentences that keep their ids."""

from hypothesis import given
from hypothesis import strategies as st

from trellis.framework.edit import Sentence
from trellis.framework.lines import as_line, as_lines, clean_lines, from_lines
from trellis.framework.model import Statement

CELL = (
    Statement(id="a", text="Writes  tests.", star=True, texts={"de": "Schreibt Tests."}),
    Statement(id="b", text="Reads logs."),
)
words = st.lists(st.text(alphabet="ab \t\n", max_size=6), max_size=5).map("\n".join)


def ids(lines: str) -> list[tuple[str, str]]:
    """Text and id of every sentence."""
    return [(each.text, each.id) for each in from_lines(lines, CELL)]


def test_unchanged_lines_keep_everything() -> None:
    assert from_lines(as_lines(CELL), CELL) == (
        Sentence("Writes  tests.", "a", is_starred=True, texts={"de": "Schreibt Tests."}),
        Sentence("Reads logs.", "b"),
    )


def test_a_reworded_line_takes_over_the_id_and_a_line_more_is_new() -> None:
    assert ids("Writes good tests.\nReads logs.") == [
        ("Writes good tests.", "a"),
        ("Reads logs.", "b"),
    ]
    assert ids("Writes tests.\nMeasures first.\nReads logs.") == [
        ("Writes  tests.", "a"),
        ("Measures first.", ""),
        ("Reads logs.", "b"),
    ]


def test_a_line_less_leaves_the_others_their_ids() -> None:
    assert ids("Reads logs.") == [("Reads logs.", "b")]


def test_no_line_is_no_sentence() -> None:
    assert from_lines(" \n\n", CELL) == ()


@given(words)
def test_every_line_is_kept_in_order_and_no_id_comes_twice(text: str) -> None:
    sentences = from_lines(text, CELL)
    assert "\n".join(as_line(each.text) for each in sentences) == clean_lines(text)
    used = [each.id for each in sentences if each.id]
    assert len(used) == len(set(used))
