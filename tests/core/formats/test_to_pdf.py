"""The PDF: every text is shown and none is run; pages are tagged; the same in, the same out."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings

from tests.core.formats.test_roundtrip import NASTY, of
from tests.core.strategies import frameworks
from trellis import library
from trellis.framework.formats.edition import Edition
from trellis.framework.formats.to_pdf import to_pdf
from trellis.framework.load import load
from trellis.framework.model import Framework

CODE = (
    '#import "@preview/cetz:0.3.0": *',
    "] #panic(1) [",
    '#read("/etc/passwd")',
    "#{ while true {} }",
    "$x^2$ `raw` *bold* _emph_ @ref <label> \\",
    '"); #panic("x") //',
    "= Heading",
)


@pytest.fixture(scope="module")
def engineering() -> Framework:
    return load(library.read("engineering"), "engineering.yaml")


def test_it_is_a_tagged_pdf_with_a_title_a_language_and_pages(engineering: Framework) -> None:
    data = to_pdf(engineering)
    assert data.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in data
    assert b"/Marked true" in data
    assert b"/Lang(en)" in data
    assert b"pdfuaid:part" in data
    assert len(re.findall(rb"/Type\s*/Page\b", data)) > len(engineering.competencies)


def test_the_same_edition_gives_the_same_bytes_and_another_one_others(
    engineering: Framework,
) -> None:
    edition = Edition(2, datetime(2026, 3, 1, tzinfo=UTC), "Clearer.")
    assert to_pdf(engineering, edition) == to_pdf(engineering, edition)
    assert to_pdf(engineering, edition) != to_pdf(engineering)


@pytest.mark.parametrize("text", [*CODE, *NASTY])
def test_a_text_that_looks_like_code_is_only_a_text(text: str) -> None:
    assert to_pdf(of(text)).startswith(b"%PDF")


def test_fonts_come_with_typst_and_not_from_the_machine(engineering: Framework) -> None:
    fonts = {
        name.decode()
        for name in re.findall(rb"/BaseFont\s*/[A-Z]{6}\+([\w-]+)", to_pdf(engineering))
    }
    assert fonts
    assert {name.split("-")[0] for name in fonts} <= {
        "LibertinusSerif",
        "NewCMMath",
        "DejaVuSansMono",
    }


@given(frameworks())
@settings(max_examples=12, deadline=None)
def test_any_framework_becomes_a_pdf(framework: Framework) -> None:
    assert to_pdf(framework).startswith(b"%PDF")
