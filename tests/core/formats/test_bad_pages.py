"""Pages that hold no framework, or too much: one sentence with its place, in bounded time."""

import time
from contextlib import suppress

import pytest

from trellis.findings import BadInput
from trellis.framework.formats import read_any


def read(text: str) -> None:
    read_any(text.encode(), "page.md")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# Read me\n\nHow we work.\n", "line 1: No levels were found in 'page.md'."),
        ("", "line 1: No levels were found in 'page.md'."),
        ("| Level | Pay |\n|---|---|\n| L1 | 10 |\n| L2 | 20 |\n", "line 1: No levels were"),
        ("## Level 1\n## Level 2\n", "line 1: 'page.md' names levels (Level 1, Level 2), but no"),
        ("# A\n\n<table><tr><td>L1\n", "line 3: This table is never closed."),
        ("> " * 150 + "deep", "line 1: Nested more than 100 deep."),
        ("\n".join("  " * n + "- a" for n in range(150)), "line 49: Nested more than 100 deep."),
        ("a" * 2_000_001, "'page.md' has 2,000,001 characters."),
        ("<table>" + "<tr>" + "<td rowspan=50 colspan=50>x" * 90 + "</table>", "line 1: This tab"),
    ],
)
def test_a_page_without_a_framework_is_refused_with_its_place(text: str, message: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read(text)
    assert str(refusal.value).startswith(message)


def test_broken_utf_8_and_ten_megabytes_are_refused() -> None:
    for data, message in (
        (b"# L1\n- \xff\n", "line 2: 'p.md' is not UTF-8"),
        (b"#" * 10_000_000, "'p.md' has 10,000,000 bytes."),
    ):
        with pytest.raises(BadInput) as refusal:
            read_any(data, "p.md")
        assert str(refusal.value).startswith(message)


@pytest.mark.parametrize(
    "line",
    ["- **a** [b](c) `d`\n", "# L1\n", "*a _b\n", "<b><\n", "| a | b |\n", "<!--\n", "**a**\n\n"],
)
def test_the_time_grows_with_the_page_only(line: str) -> None:
    def seconds(characters: int) -> float:
        page = "## Level 1\n- Starts.\n\n| a | b |\n|-|-|\n" + line * (characters // len(line))
        start = time.process_time()
        with suppress(BadInput):
            read(page)
        return time.process_time() - start

    assert seconds(80_000) < 10 * seconds(20_000) + 2  # four times the text; squared would be 16
