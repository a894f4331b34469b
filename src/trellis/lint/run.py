"""The two ways into the linter: one sentence, and a whole framework."""

from collections.abc import Iterator
from typing import NamedTuple

from trellis.findings import Finding
from trellis.framework.model import Framework
from trellis.framework.source import Path, Source
from trellis.lint.outline import Blocks, Outline
from trellis.lint.places import names, place, subject
from trellis.lint.rules import STRUCTURE_RULES
from trellis.lint.statement import StatementReport, graded, judged, lint_statement

__all__ = ["Linted", "StatementReport", "lint", "lint_statement", "linted"]


class Linted(NamedTuple):
    """A framework with its findings, and the report of every sentence by statement id."""

    findings: list[Finding]
    reports: dict[str, StatementReport]


Found = Iterator[tuple[Path, tuple[Finding, ...]]]
"""What was found at a place."""


def lint(
    framework: Framework, blocks: Blocks | None = None, source: Source | None = None
) -> list[Finding]:
    """Everything that the rules notice and the framework does not silence.

    `blocks` gives an included block by name; without it the included competencies are left out.
    Places are lines when `source` is the file of the framework. Structure comes first, then the
    sentences in file order. Raises `BadInput` for an include that `blocks` refuses.
    """
    return linted(framework, blocks, source).findings


def linted(
    framework: Framework, blocks: Blocks | None = None, source: Source | None = None
) -> Linted:
    """As `lint`, with the grade of every sentence."""
    outline = Outline.of(framework, blocks, graded)
    reports = {placed.statement.id: judged(each) for placed, each in outline.sentences}
    kept = [
        finding
        for path, found in (*_structure(outline), *_sentences(outline, reports))
        for finding in _placed(path, found, framework, source)
    ]
    return Linted(kept, reports)


def _structure(outline: Outline) -> Found:
    for rule in STRUCTURE_RULES:
        for spot in rule.find(outline):
            message = rule.message.format(**spot.words)
            yield spot.path, (Finding(rule.code, rule.severity, "", message, rule.fix),)


def _sentences(outline: Outline, reports: dict[str, StatementReport]) -> Found:
    for placed in outline.placed:
        report = reports.get(placed.statement.id)
        if report and report.findings:
            yield placed.path, report.findings


def _placed(
    path: Path, found: tuple[Finding, ...], framework: Framework, source: Source | None
) -> Iterator[Finding]:
    """The findings at one place that the framework gives no reason to leave out."""
    rules = framework.lint
    here = names(framework, path) if rules.silence else set()
    silent = {*rules.off, *(each.code for each in rules.silence if each.at in here)}
    name = subject(framework, path)
    where = source.place(path) if source else place(framework, path)
    for each in found:
        if each.code not in silent:
            yield Finding(each.code, each.level, name, each.sentence, each.remedy, where)
