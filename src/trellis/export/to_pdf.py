"""A document as a PDF to read and to print, written in a process of its own with limits."""

import json
import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import Any

from trellis.findings import BadInput

SECONDS = 60
_CHILD = Path(__file__).with_name("pdf_child.py")


class Template(StrEnum):
    """How a document is set."""

    EXPORT = "export.typ"
    SHEET = "sheet.typ"


def to_pdf(document: dict[str, Any], template: Template = Template.EXPORT) -> bytes:
    """The PDF of a document. Raises `BadInput` when it asks for too much.

    A `SHEET` is set as large as one page allows. Texts reach the template as JSON and are never
    evaluated, so none of them can be code.
    """
    try:
        written = subprocess.run(
            [sys.executable, "-I", str(_CHILD), template.value],
            input=json.dumps(document).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _refusal() from error
    if written.returncode != 0:
        raise _refusal()
    return written.stdout


def _refusal() -> BadInput:
    return BadInput.at(
        "export-too-large",
        "pdf",
        "This is too much to be written as a PDF.",
        "Take the JSON file; it holds the same.",
    )
