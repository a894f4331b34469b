"""Which files are taken, told by their content, and under which name they are kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.growth.uploads import HTML, JPEG, PDF, SVG, XML, archive, docx, png
from trellis_web.growth.rules.files import (
    MOST_FILES,
    NAME,
    QUOTA,
    QUOTA_USED,
    SUFFIXES,
    TEXT,
    TOO_MANY,
    media_type_of,
    name_for,
    why_not_attached,
)

ODT = "application/vnd.oasis.opendocument.text"
TYPES = "[Content_Types].xml"


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (PDF, ".pdf"),
        (png(), ".png"),
        (JPEG, ".jpg"),
        (b"Notes of 3 May: a < b, 5 > 3, \xc3\xa4.", ".txt"),
        (docx(), ".docx"),
        (archive(TYPES, "xl/workbook.xml"), ".xlsx"),
        (archive("ppt/presentation.xml", TYPES), ".pptx"),
        (archive("content.xml", mimetype=ODT), ".odt"),
        (archive("content.xml", mimetype=ODT.replace("text", "spreadsheet")), ".ods"),
    ],
)
def test_a_kind_is_told_by_the_content(content: bytes, ending: str) -> None:
    kind = media_type_of(content)
    assert kind is not None
    assert SUFFIXES[kind][0] == ending


@pytest.mark.parametrize(
    "content",
    [
        b"",
        HTML,
        b" \n\t<HTML>",
        b"Hello <script>alert(1)</script>",
        SVG,
        XML,
        b"\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00",
        b"MZ\x90\x00",
        b"\x7fELF",
        b"GIF89a\x01\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"caf\xe9",
        archive("any.txt"),
        archive(TYPES, "word/document.xml", "word/vbaProject.bin"),
        archive("x", mimetype="application/vnd.oasis.opendocument.database"),
        b"PK\x03\x04",
    ],
)
def test_other_kinds_are_refused(content: bytes) -> None:
    assert media_type_of(content) is None


@given(st.binary(max_size=200))
def test_whatever_is_taken_for_text_is_text_without_markup(content: bytes) -> None:
    if media_type_of(content) == TEXT:
        assert "<script" not in content.decode("utf-8").casefold()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        (r"C:\Users\maya\report.pdf", "report.pdf"),
        ("report.pdf.exe", "report.pdf.exe.pdf"),
        ("invoice.html", "invoice.html.pdf"),
        ("a\0b\r\nSet-Cookie: x=1.pdf", "abSet-Cookie_ x=1.pdf"),
        ('q"uote.pdf', "q_uote.pdf"),
        ("\u202efdp.exe", "fdp.exe.pdf"),
        ("", "file.pdf"),
        ("..", "file.pdf"),
        (".pdf", "file.pdf"),
        ("x" * 500 + ".pdf", "x" * (NAME - 4) + ".pdf"),
        ("Übersicht 2026.PDF", "Übersicht 2026.pdf"),
    ],
)
def test_a_name_is_kept_without_what_could_harm(given: str, kept: str) -> None:
    assert name_for(given, "application/pdf") == kept


@given(st.text(max_size=600), st.sampled_from(sorted(SUFFIXES)))
def test_every_name_is_short_has_an_ending_of_its_kind_and_no_folder(name: str, kind: str) -> None:
    kept = name_for(name, kind)
    assert 0 < len(kept) <= NAME
    assert kept.endswith(SUFFIXES[kind])
    assert not set(kept) & set('/\\\0\r\n"')
    assert name_for(kept, kind) == kept


@pytest.mark.parametrize(
    ("stored", "used", "sizes", "denial"),
    [
        (0, 0, [1] * MOST_FILES, None),
        (1, 0, [1] * MOST_FILES, TOO_MANY),
        (0, QUOTA - 1, [1], None),
        (0, QUOTA, [1], QUOTA_USED),
    ],
)
def test_a_note_has_five_files_and_a_person_a_quota(
    stored: int, used: int, sizes: list[int], denial: object
) -> None:
    assert why_not_attached(stored, used, sizes) is denial
