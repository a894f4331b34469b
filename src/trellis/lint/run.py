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


Found = Iterator[tuple[Path, Finding]]


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
    found = [*_structure(outline), *_sentences(outline, reports)]
    kept = [_placed(*pair, framework, source) for pair in found if not _silent(*pair, framework)]
    return Linted(kept, reports)


def _structure(outline: Outline) -> Found:
    for rule in STRUCTURE_RULES:
        for spot in rule.find(outline):
            name = subject(outline.framework, spot.path)
            message = rule.message.format(**spot.words)
            yield spot.path, Finding(rule.code, rule.severity, name, message, rule.fix)


def _sentences(outline: Outline, reports: dict[str, StatementReport]) -> Found:
    for placed in outline.placed:
        report = reports.get(placed.statement.id)
        for finding in report.findings if report else ():
            yield placed.path, finding


def _silent(path: Path, finding: Finding, framework: Framework) -> bool:
    """True when the framework gives a reason for leaving this finding out."""
    rules = framework.lint
    if finding.code in rules.off:
        return True
    here = [silence.at for silence in rules.silence if silence.code == finding.code]
    return bool(here) and not names(framework, path).isdisjoint(here)


def _placed(path: Path, finding: Finding, framework: Framework, source: Source | None) -> Finding:
    where = source.place(path) if source else place(framework, path)
    return Finding(
        finding.code,
        finding.level,
        subject(framework, path),
        finding.sentence,
        finding.remedy,
        where,
    )
