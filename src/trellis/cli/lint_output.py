"""What the linter found, for people, for programs, and for two kinds of review tools."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from trellis.cli.lint_input import LintedFile
from trellis.findings import Finding, Severity
from trellis.lint.rule import Rule
from trellis.lint.rules import RULES
from trellis.lint.run import StatementReport

GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
SARIF = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_INDEX = {rule.code: index for index, rule in enumerate(RULES)}


def as_text(files: Iterable[LintedFile]) -> Iterator[str]:
    """One line for each finding, and one for each file with its grades and counts."""
    for file in files:
        for finding in file.findings:
            where = file.name if (line := line_of(finding)) is None else f"{file.name}:{line}"
            detail = f"{finding.place}: " if line is None and finding.place else ""
            said = " ".join(part for part in (finding.sentence, finding.remedy) if part)
            yield f"{where}: {finding.level} {finding.code} {detail}{said}"
        if file.is_read:
            yield f"{file.name}: {_summary(file)}"


def _summary(file: LintedFile) -> str:
    grades = Counter(report.grade.value for report in file.reports)
    levels = Counter(finding.level for finding in file.findings)
    of_grade = ", ".join(f"{count} {grade}" for grade, count in sorted(grades.items()))
    of_level = ", ".join(_counted(levels[level], noun) for level, noun in NOUNS.items())
    sentences = _counted(len(file.reports), "sentence")
    return f"{sentences}{f' ({of_grade})' if of_grade else ''}; {of_level}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def as_json(files: Iterable[LintedFile]) -> str:
    """A list of files, each with its findings and its sentences."""
    return _json(
        [
            {
                "file": file.name,
                "read": file.is_read,
                "findings": [finding.as_dict() for finding in file.findings],
                "statements": _statements(file.reports),
            }
            for file in files
        ]
    )


def statements_as_json(file: LintedFile) -> str:
    """A list of sentences, one a line, each with its text, its grade and its findings."""
    lines = (json.dumps(report.as_dict(), ensure_ascii=False) for report in file.reports)
    return "[\n" + ",\n".join(lines) + "\n]"


def _statements(reports: Sequence[StatementReport]) -> list[dict[str, str]]:
    return [{"text": report.text, "grade": report.grade.value} for report in reports]


def as_github(files: Iterable[LintedFile]) -> Iterator[str]:
    """Workflow commands, which show each finding beside its line."""
    for file in files:
        for finding in file.findings:
            line = line_of(finding)
            properties = {"file": file.name, "line": line, "title": finding.code}
            listed = ",".join(
                f"{key}={_property(str(value))}"
                for key, value in properties.items()
                if value is not None
            )
            yield f"::{GITHUB[finding.level]} {listed}::{_data(_message(finding))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(files: Sequence[LintedFile]) -> str:
    """A log of SARIF 2.1.0. A file that cannot be read is a notification of the run."""
    unread = [(file, finding) for file in files if not file.is_read for finding in file.findings]
    run = {
        "tool": {"driver": {"name": "trellis", "rules": [_rule(rule) for rule in RULES]}},
        "invocations": [
            {
                "executionSuccessful": not unread,
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": str(finding)}, "locations": [where]}
                    for file, finding in unread
                    for where in [_location(file, finding)]
                ],
            }
        ],
        "results": [
            _result(file, finding) for file in files if file.is_read for finding in file.findings
        ],
    }
    return _json({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": re.sub(r"\W", "", rule.title.title()),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.fix}\n\nBefore: {rule.before}\nAfter: {rule.after}"},
        "helpUri": rule.uri,
        "defaultConfiguration": {"level": SARIF[rule.severity]},
    }


def _result(file: LintedFile, finding: Finding) -> dict[str, Any]:
    return {
        "ruleId": finding.code,
        "ruleIndex": _INDEX[finding.code],
        "level": SARIF[finding.level],
        "message": {"text": _message(finding)},
        "locations": [_location(file, finding)],
    }


def _location(file: LintedFile, finding: Finding) -> dict[str, Any]:
    uri = quote(PurePath(file.name).as_posix())
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    line = line_of(finding)
    if line is not None:
        return {"physicalLocation": {**physical, "region": {"startLine": line}}}
    logical = {"logicalLocations": [{"fullyQualifiedName": finding.place}]} if finding.place else {}
    return {"physicalLocation": physical, **logical}


def line_of(finding: Finding) -> int | None:
    """The number in a place such as "line 12"."""
    word, _, number = finding.place.partition(" ")
    return int(number) if word == "line" and number.isdecimal() else None


def _message(finding: Finding) -> str:
    where = f"{finding.place}: " if line_of(finding) is None and finding.place else ""
    return f"{where}{finding.sentence} {finding.remedy}".strip()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
