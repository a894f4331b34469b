"""What a backup says about itself."""

import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from trellis.findings import BadInput

FORMAT = "trellis-backup/1"
DISTRIBUTION = "trellis-careers"


@dataclass(frozen=True, slots=True)
class Manifest:
    """`tables` holds row counts, `members` SHA-256 of each file, `migrations` what was applied.

    `audit` is the end of the audit chain (digest, number of events); `sequences` the last number
    of each PostgreSQL sequence.
    """

    program: str
    made_at: str
    engine: str
    migrations: list[list[str]]
    tables: dict[str, int]
    columns: dict[str, list[str]]
    sequences: dict[str, int]
    audit: list[Any]
    members: dict[str, str]
    format: str = FORMAT

    @property
    def files(self) -> int:
        """How many evidence files there are."""
        return sum(name.startswith("evidence/") for name in self.members)

    def as_json(self) -> str:
        """The text of `manifest.json`."""
        return json.dumps(asdict(self), indent=1, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Dumped:
    """What a database wrote to a folder: the names of the files, and what is in them."""

    names: list[str]
    tables: dict[str, int]
    audit: list[Any]
    columns: dict[str, list[str]]
    sequences: dict[str, int]


def made(dumped: Dumped, *, engine: str, migrations: Any, members: Any, now: datetime) -> Manifest:
    """The manifest of a backup that is being made."""
    return Manifest(
        program=version(DISTRIBUTION),
        made_at=now.isoformat(),
        engine=engine,
        migrations=sorted(list(each) for each in migrations),
        tables=dumped.tables,
        columns=dumped.columns,
        sequences=dumped.sequences,
        audit=dumped.audit,
        members=members,
    )


def manifest_of(document: dict[str, Any], source: Path) -> Manifest:
    """Reads a manifest. Raises `BadInput` for one of a newer program."""
    program = str(document.get("program", ""))
    if document.get("format") != FORMAT or _release(program) > _release(version(DISTRIBUTION)):
        raise newer(source, program)
    return Manifest(**document)


def _release(program: str) -> tuple[int, ...]:
    """The numbers of a version before its suffix: (0, 1, 0) of `0.1.0.dev0`."""
    found = re.match(r"\d+(?:\.\d+)*", program)
    return tuple(int(number) for number in found[0].split(".")) if found else ()


def newer(source: Path, program: str) -> BadInput:
    """The refusal of a backup that this program is too old for."""
    return BadInput.at(
        "backup-newer",
        str(source),
        f"{source} was made by a newer Trellis ({program}).",
        "Nothing was changed. Install that version first.",
    )
