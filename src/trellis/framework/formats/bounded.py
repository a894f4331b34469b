"""Formats that can take seconds, written in a process with limits on memory and time."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from trellis.findings import BadInput
from trellis.framework.formats.edition import Edition
from trellis.framework.model import Framework
from trellis.framework.plain import plain

SECONDS = 30
_CHILD = Path(__file__).with_name("bounded_child.py")


def write_bounded(framework: Framework, ending: str, edition: Edition | None = None) -> bytes:
    """The framework in the format of an ending. Raises `BadInput` when it is too large for it."""
    given = asdict(edition or Edition())
    given["published"] = edition.published.isoformat() if edition and edition.published else None
    asked = {"framework": plain(framework), "ending": ending, "edition": given}
    try:
        result = subprocess.run(
            [sys.executable, "-I", str(_CHILD)],
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _refusal(framework, ending) from error
    if result.returncode != 0:
        raise _refusal(framework, ending)
    return result.stdout


def _refusal(framework: Framework, ending: str) -> BadInput:
    return BadInput.at(
        "too-large-to-write",
        framework.id,
        f"'{framework.title}' is too large to be written as {ending}.",
        "Take YAML, CSV or Markdown.",
    )
