"""XLSX workbooks: checked before they are opened, and read in a process with limits."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

from trellis.findings import BadInput
from trellis.framework.formats.matrix import read_sheets
from trellis.framework.formats.report import Imported, Report
from trellis.framework.formats.table import Sheet

MAX_BYTES = 20_000_000
MAX_ENTRIES = 1_000
MAX_UNPACKED = 100_000_000
MAX_RATIO = 200
SECONDS = 15

_CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHILD = Path(__file__).with_name("xlsx_child.py")


def is_workbook(data: bytes) -> bool:
    """True for a zip file, and for the container of encrypted and old workbooks."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", _CFB))


def read(data: bytes, name: str) -> Imported:
    """The framework in a workbook. Raises `BadInput` with the cell of every error."""
    return read_sheets(read_workbook(data, name), Report(name))


def read_workbook(data: bytes, name: str) -> list[Sheet]:
    """The sheets of a workbook as text. Formulas are never evaluated: their stored values count."""
    _check(data, name)
    try:
        result = subprocess.run(
            [sys.executable, "-I", str(_CHILD)],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _refusal(name, "took too long to read") from error
    if result.returncode == 2:
        raise _refusal(name, "is not a readable workbook")
    if result.returncode != 0:
        raise _refusal(name, "is too large to be read")
    return [Sheet(sheet, rows) for sheet, rows in json.loads(result.stdout)]


def _refusal(name: str, what: str) -> BadInput:
    return BadInput.at(
        "workbook",
        name,
        f"The workbook '{name}' {what}.",
        "Open it in a spreadsheet program and save it as a new .xlsx file.",
    )


def _check(data: bytes, name: str) -> None:
    """Look only at the directory of the zip: what it would become, before anything is unpacked."""
    if data.startswith(_CFB):
        raise BadInput.at(
            "encrypted",
            name,
            f"'{name}' is encrypted, or a workbook in the old .xls format.",
            "Save it as .xlsx without a password.",
        )
    if len(data) > MAX_BYTES:
        raise _refusal(name, f"has {len(data):,} bytes; the limit is {MAX_BYTES:,}")
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise _refusal(name, "is truncated or damaged") from error
    if "xl/workbook.xml" not in {entry.filename for entry in entries}:
        raise _refusal(name, "is a zip file, and not a workbook")
    if any(entry.flag_bits & 1 for entry in entries):
        raise _refusal(name, "is encrypted")
    unpacked, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
    bomb = unpacked > 10_000_000 and unpacked > MAX_RATIO * max(packed, 1)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or bomb:
        raise _refusal(
            name, f"would become {unpacked:,} bytes in {len(entries)} parts, which is too large"
        )
