"""Hostile and broken workbooks: refused with a sentence, inside limits, before they do harm."""

import io
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from trellis.findings import BadInput
from trellis.framework.formats import read_any
from trellis.framework.formats.xlsx import MAX_UNPACKED

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
LIMIT = 512 * 1024 * 1024


def zipped(sheet: bytes | int) -> bytes:
    """A workbook with one sheet, or with that many bytes of spaces as its sheet."""
    plain, out = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(plain) as written:
        written.add_worksheet()
    with (
        zipfile.ZipFile(plain) as whole,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book,
    ):
        for name in set(whole.namelist()) - {"xl/worksheets/sheet1.xml"}:
            book.writestr(name, whole.read(name))
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            if isinstance(sheet, bytes):
                part.write(sheet)
            else:
                block = b" " * (1 << 20)
                for _ in range(sheet >> 20):
                    part.write(block)
    return out.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(BadInput) as caught:
        read_any(data, "book.xlsx")
    return str(caught.value)


@pytest.fixture(scope="module")
def bomb() -> bytes:
    return zipped(1 << 30)


def test_a_bomb_of_a_gigabyte_is_refused_by_its_directory(bomb: bytes) -> None:
    assert len(bomb) < 10_000_000
    assert "would become 1,073,7" in refusal(bomb)


def test_a_bomb_is_refused_in_little_memory_and_time(bomb: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(bomb)
    code = (
        "import sys, pathlib\nfrom trellis.framework.formats import read_any\n"
        "from trellis.findings import BadInput\n"
        "try: read_any(pathlib.Path(sys.argv[1]).read_bytes(), 'bomb.xlsx')\n"
        "except BadInput as e: print(e); sys.exit(2)\n"
    )
    result = _limited([sys.executable, "-c", code, str(path)])
    assert result.returncode == 2, result.stderr
    assert "too large" in result.stdout


def _limited(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run with 512 MB of memory and 2 seconds of processor; more of either ends the process."""

    def limits() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))
        resource.setrlimit(resource.RLIMIT_CPU, (2, 2))

    return subprocess.run(
        command, capture_output=True, text=True, timeout=30, check=False, preexec_fn=limits
    )


def test_a_bomb_that_lies_about_its_size_ends_only_the_child() -> None:
    data = bytearray(zipped(200 << 20))
    for offset in _size_fields(data):
        data[offset : offset + 4] = (1000).to_bytes(4, "little")
    assert "book.xlsx" in refusal(bytes(data))


def _size_fields(data: bytearray) -> list[int]:
    """Where the directory says how large the sheet becomes."""
    size = (200 << 20).to_bytes(4, "little")
    assert int.from_bytes(size, "little") > MAX_UNPACKED
    start = data.index(b"PK\x01\x02")
    return [data.index(size, start)]


def test_a_sheet_that_spans_every_cell_is_refused() -> None:
    cells = '<row r="{0}"><c r="{1}{0}"><v>1</v></c></row>'
    rows = cells.format(1, "A") + cells.format(1048576, "XFD")
    assert "is too large" in refusal(zipped(SHEET.format(rows).encode()))


def test_an_encrypted_workbook_is_named_as_such() -> None:
    assert "encrypted" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096))


def test_a_truncated_workbook_is_named_as_such() -> None:
    whole = zipped(SHEET.format("").encode())
    assert "truncated or damaged" in refusal(whole[: len(whole) // 2])


def test_a_zip_that_is_no_workbook_is_named_as_such() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as other:
        other.writestr("readme.txt", "hello")
    assert "is a zip file, and not a workbook" in refusal(out.getvalue())


def test_a_workbook_with_broken_xml_is_refused() -> None:
    assert "not a readable workbook" in refusal(zipped(b"<worksheet><sheetData><row"))


def test_too_many_parts_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        for number in range(1_001):
            book.writestr(f"{number}.xml", "")
        book.writestr("xl/workbook.xml", "")
    assert "1002 parts" in refusal(out.getvalue())


def test_an_empty_workbook_is_refused() -> None:
    assert "holds no cells" in refusal(zipped(SHEET.format("").encode()))
