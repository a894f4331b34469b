"""A sheet: one page however much it says, and every text only shown."""

import re
from typing import Any

from trellis.export.to_pdf import Template, to_pdf


def sheet(*paragraphs: str) -> dict[str, Any]:
    section = {"heading": "Words", "paragraphs": paragraphs, "rows": [["Average", "met", "3.6"]]}
    return {
        "title": "Maya Okafor: L2 → L3",
        "language": "en",
        "organisation": "Northfield",
        "facts": [["Decided on", "4 December 2026"]],
        "sections": [section],
    }


def test_a_few_words_and_many_take_one_page() -> None:
    for words in (10, 1_500):
        written = to_pdf(sheet("word " * words), Template.SHEET)
        assert len(re.findall(rb"/Type\s*/Page\b", written)) == 1


def test_more_than_a_page_can_hold_goes_on_to_the_next() -> None:
    written = to_pdf(sheet("word " * 9_000), Template.SHEET)
    assert len(re.findall(rb"/Type\s*/Page\b", written)) > 1


def test_what_looks_like_code_is_only_a_text() -> None:
    assert to_pdf(sheet('#panic("x")', "$x$ *a* ] ["), Template.SHEET).startswith(b"%PDF")
