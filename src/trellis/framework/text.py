"""Bytes to text: which encodings are read, and what is said about the others."""

import codecs

from trellis.findings import BadInput

MAX_BYTES = 8_000_000
_NAMES = {"utf-8": "UTF-8", "cp1252": "UTF-8 or Windows-1252"}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, name: str, *, windows: bool = False) -> tuple[str, str]:
    """The text of a file and the name of its encoding.

    UTF-8, and UTF-16 with a byte order mark; with `windows` also Windows-1252, which spreadsheet
    programs write. Raises `BadInput` with the line for everything else.
    """
    if len(data) > MAX_BYTES:
        raise BadInput.at(
            "too-large",
            name,
            f"'{name}' has {len(data):,} bytes.",
            f"The limit for a text file is {MAX_BYTES:,} bytes.",
        )
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding, name), encoding
    if b"\0" in data:
        raise BadInput.at(
            "encoding",
            name,
            f"'{name}' is binary, or UTF-16 without a byte order mark.",
            "Save it as UTF-8.",
            _place(data, data.index(b"\0")),
        )
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if windows:
            return _strict(data, "cp1252", name), "cp1252"
        raise _refusal(data, error, name, "utf-8") from error


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _refusal(data, error, name, encoding) from error


def _refusal(data: bytes, error: UnicodeDecodeError, name: str, encoding: str) -> BadInput:
    wanted, byte = _NAMES.get(encoding, encoding), data[error.start]
    sentence = f"'{name}' is not {wanted}: the byte 0x{byte:02x} does not fit."
    return BadInput.at("encoding", name, sentence, "Save it as UTF-8.", _place(data, error.start))


def _place(data: bytes, offset: int) -> str:
    line = data.count(b"\n", 0, offset) + 1
    return f"line {line}"
