"""What the linter is given: framework files, or one sentence per line."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path

from trellis.cli.files import block_beside, read_bytes, read_framework
from trellis.findings import BadInput, Finding
from trellis.framework.formats import read_any
from trellis.framework.load import framework_of, read_source
from trellis.framework.model import SCHEMA, Framework
from trellis.framework.source import Source
from trellis.lint.run import StatementReport, lint_statement, linted

MAX_BYTES = 10_000_000
STDIN = "-"


@dataclass(frozen=True)
class LintedFile:
    """One file with what was found; `is_read` is False when nothing could be judged."""

    name: str
    findings: tuple[Finding, ...]
    reports: tuple[StatementReport, ...] = ()
    is_read: bool = True


def lint_file(path: Path) -> LintedFile:
    """Lint a framework of any format. A file that cannot be read is a result like any other."""
    try:
        framework, source = _framework(path)
        found = linted(framework, block_beside(path), source)
    except BadInput as refusal:
        return LintedFile(str(path), refusal.findings, is_read=False)
    return LintedFile(str(path), tuple(found.findings), tuple(found.reports.values()))


def lint_lines(path: str, language: str) -> LintedFile:
    """Lint one sentence per line; blank lines are skipped.

    `path` may be `-` for standard input. Raises `BadInput` for more than 10 MB, and for text that
    is not UTF-8.
    """
    name = "standard input" if path == STDIN else path
    lines = _text(path, name).split("\n")
    stripped = [(number, line.strip()) for number, line in enumerate(lines, 1)]
    reports = [(number, lint_statement(line, language)) for number, line in stripped if line]
    findings = tuple(
        replace(finding, place=f"line {number}")
        for number, report in reports
        for finding in report.findings
    )
    return LintedFile(name, findings, tuple(report for _, report in reports))


def _framework(path: Path) -> tuple[Framework, Source | None]:
    """The framework, and its source when the lines of the file are its own."""
    if path.is_dir():
        return read_framework(path)[0], None
    data = read_bytes(path)
    try:
        source = read_source(data, path.name)
    except BadInput:
        return read_any(data, path.name)[0], None
    if source.value.get("schema") != SCHEMA:
        return read_any(data, path.name)[0], None
    return framework_of(source), source


def _text(path: str, name: str) -> str:
    data = sys.stdin.buffer.read(MAX_BYTES + 1) if path == STDIN else read_bytes(Path(path))
    if len(data) > MAX_BYTES:
        raise BadInput.at(
            "too-large",
            name,
            f"{name} has more than {MAX_BYTES:,} bytes.",
            "Split it, and lint the parts one after the other.",
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = data[error.start]
        raise BadInput.at(
            "encoding",
            name,
            f"{name} is not UTF-8: the byte 0x{byte:02x} does not fit.",
            "Save it as UTF-8.",
            f"line {line}",
        ) from error
