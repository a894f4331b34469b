"""Files of a note: which kinds are taken, told by their first bytes, and how they may be called.

No file is ever opened as what it is: no picture is decoded and no archive unpacked, so that a file
that is small on disk and huge in memory stays small.
"""

import re
import unicodedata
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from trellis_web.access.rules import Denial

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
MOST_FILES = 5
QUOTA = 500 * MEGABYTE
"""Bytes of one person's files together."""
NAME = 200
SNIFFED = 1_445
"""Bytes that a browser looks at to guess a type (WHATWG, "MIME Sniffing", 5.1)."""

TEXT = "text/plain"
SUFFIXES = {
    "application/pdf": (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    TEXT: (".txt", ".md", ".csv", ".log"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": (".pptx",),
    "application/vnd.oasis.opendocument.text": (".odt",),
    "application/vnd.oasis.opendocument.spreadsheet": (".ods",),
    "application/vnd.oasis.opendocument.presentation": (".odp",),
}
"""What is taken, with the endings that such a name may have; the first is added to others."""

_MAGIC = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}
_ZIP = b"PK\x03\x04"
_OFFICE = {b"word/": ".docx", b"xl/": ".xlsx", b"ppt/": ".pptx"}
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
_MACROS = b"vbaProject.bin"
_MARKUP = re.compile(
    rb"<\s*(?:!doctype|!--|\?xml|html|head|body|svg|script|iframe|[a-z]+:svg)", re.I
)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")

TOO_MANY = Denial("too-many-files", _("A note has at most 5 files. Delete one of them first."))
QUOTA_USED = Denial(
    "quota-used", _("Your files fill the 500 MB that each person has. Delete some of them first.")
)


def media_type_of(content: bytes) -> str | None:
    """The kind of a file by its content; None for every kind that is not taken.

    Markup is refused under any name, since a browser may run it; so are office files with macros.
    """
    for magic, kind in _MAGIC.items():
        if content.startswith(magic):
            return kind
    return _office(content) if content.startswith(_ZIP) else _text(content)


def _office(content: bytes) -> str | None:
    """By the names that a zip file holds in plain sight: nothing is unpacked."""
    if _MACROS in content:
        return None
    if content[30:].startswith(_OPEN_DOCUMENT):
        kinds = (kind for kind in SUFFIXES if kind.encode() == content[38 : 38 + len(kind)])
        return max(kinds, key=len, default=None)
    if b"[Content_Types].xml" not in content:
        return None
    found = [suffix for part, suffix in _OFFICE.items() if part in content]
    return next((kind for kind, names in SUFFIXES.items() if names[0] in found), None)


def _text(content: bytes) -> str | None:
    if not content or _BINARY.search(content) or _MARKUP.search(content[:SNIFFED]):
        return None
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return TEXT


def name_for(name: str, media_type: str) -> str:
    """A name that is safe to write into a header and onto any disk, with an ending of its kind.

    Folders, control characters and characters that turn the direction of reading are left out;
    what is too long is cut before its ending.
    """
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(each for each in last if unicodedata.category(each)[0] != "C")
    plain = re.sub(r'["<>:|?*;%]', "_", " ".join(kept.split())).strip()
    endings = SUFFIXES[media_type]
    ending = next((each for each in endings if plain.casefold().endswith(each)), "")
    stem = plain[: -len(ending)] if ending else plain
    ending = ending or endings[0]
    return (stem.strip(". ") or "file")[: NAME - len(ending)] + ending


def why_not_attached(stored: int, used: int, sizes: Iterable[int]) -> Denial | None:
    """Why files of these sizes do not go to a note with `stored` files.

    `used` is what the files of the person take already; all in bytes.
    """
    added = list(sizes)
    if stored + len(added) > MOST_FILES:
        return TOO_MANY
    return QUOTA_USED if used + sum(added) > QUOTA else None
