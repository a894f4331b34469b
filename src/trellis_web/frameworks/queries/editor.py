"""What the editor shows of a draft: its matrix, one cell with what stands around it, its past."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from trellis.findings import Finding, Severity
from trellis.framework.edit import cell_digest, cell_of, statements_of
from trellis.framework.load import load
from trellis.framework.model import Cell, CellStatus, Competency, Framework, Level, Statement
from trellis.framework.resolve import ResolvedFramework
from trellis.lint.run import lint_statement
from trellis_web.frameworks.access import Ability
from trellis_web.frameworks.models import Draft, Family, Version
from trellis_web.frameworks.queries.matrix import MatrixCell, neighbours
from trellis_web.frameworks.queries.versions import blocks_at


@dataclass(frozen=True)
class Past:
    """The wordings of every statement of a family, by number of the published version."""

    wordings: tuple[tuple[int, dict[str, str]], ...] = ()

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every statement id that a version has had: none of them is ever given again."""
        return frozenset(id_ for _, texts in self.wordings for id_ in texts)

    def since(self, statement: Statement) -> int | None:
        """The version since which the sentence reads as it does now; None when it is new."""
        first = None
        for number, texts in self.wordings:
            if texts.get(statement.id) != statement.text:
                first = None
            elif first is None:
                first = number
        return first

    def earlier(self, statement: Statement) -> tuple[tuple[int, str], ...]:
        """The other wordings of the sentence, the latest first, each with its first version."""
        found: list[tuple[int, str]] = []
        for number, texts in self.wordings:
            text = texts.get(statement.id)
            if text and text != statement.text and (not found or found[-1][1] != text):
                found.append((number, text))
        return tuple(reversed(found))


def past_of(family: Family) -> Past:
    """The past of a family, in one query: a version is read once per process."""
    versions = Version.objects.filter(family=family).order_by("number")
    return Past(tuple((each.number, _wordings(each, each.digest)) for each in versions))


@lru_cache(maxsize=256)
def _wordings(version: Version, digest: str) -> dict[str, str]:
    """Statement texts by id. `digest` is in the key so that no other database answers."""
    framework = load(version.text.encode(), f"v{version.number}")
    return {statement.id: statement.text for statement in framework.statements()}


@dataclass(frozen=True)
class Editing:
    """A draft that somebody has open, and what they may do with it."""

    draft: Draft
    framework: ResolvedFramework
    number: int
    abilities: frozenset[Ability]
    cores: Mapping[str, Competency]

    @property
    def may_write(self) -> bool:
        """True for those who write sentences; the others suggest."""
        return Ability.SENTENCES in self.abilities

    @property
    def may_suggest(self) -> bool:
        """True for everybody who works on the draft."""
        return Ability.SUGGEST in self.abilities

    @property
    def may_outline(self) -> bool:
        """True for those who own the structure."""
        return Ability.STRUCTURE in self.abilities

    @property
    def language(self) -> str:
        """The binding language."""
        return self.framework.framework.language

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that some sentence is translated into."""
        found = {lang for each in self.framework.framework.statements() for lang in each.texts}
        return tuple(sorted(found - {self.language}))


@dataclass(frozen=True, slots=True)
class Lint:
    """What the linter says about one sentence: open findings, and silenced codes with reasons."""

    findings: tuple[Finding, ...]
    silenced: tuple[tuple[str, str], ...]

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What makes raters read the sentence differently; shown at once."""
        return tuple(each for each in self.findings if each.level is not Severity.INFO)

    @property
    def notes(self) -> tuple[Finding, ...]:
        """What is worth a thought; shown on request."""
        return tuple(each for each in self.findings if each.level is Severity.INFO)


def lint_of(framework: Framework, text: str, statement: str = "") -> Lint:
    """The findings about one sentence, without those that the framework silences with a reason."""
    if not text.strip():
        return Lint((), ())
    report = lint_statement(text, framework.language, tuple(framework.glossary))
    reasons = dict(framework.lint.off)
    reasons |= {each.code: each.reason for each in framework.lint.silence if each.at == statement}
    codes = dict.fromkeys(finding.code for finding in report.findings)
    return Lint(
        tuple(finding for finding in report.findings if finding.code not in reasons),
        tuple((code, reasons[code]) for code in codes if code in reasons),
    )


@dataclass(frozen=True)
class OpenCell:
    """One cell of a draft that somebody has open."""

    editing: Editing
    competency: Competency
    level: Level
    past: Past

    @property
    def core(self) -> Competency | None:
        """The competency as an included block has it."""
        return self.editing.cores.get(self.competency.id)

    @cached_property
    def held(self) -> Cell | None:
        """What is written here."""
        return cell_of(self.competency, self.level.id)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The sentences that stand here."""
        return statements_of(self.held)

    @property
    def digest(self) -> str:
        """What the cell is compared by when it is saved."""
        return cell_digest(self.competency, self.level.id)

    @property
    def choice(self) -> str:
        """What the cell is: "written", a status, a step, or empty."""
        expected = self.competency.expects.get(self.level.id)
        if expected is not None:
            return expected
        if isinstance(self.held, CellStatus):
            return str(self.held)
        return "written" if self.held else ""

    @cached_property
    def around(self) -> tuple[MatrixCell | None, MatrixCell | None]:
        """The cells just below and just above."""
        return neighbours(self.editing.framework, self.competency.id, self.level.id)

    @property
    def core_statements(self) -> tuple[Statement, ...]:
        """What the company core says here."""
        return statements_of(cell_of(self.core, self.level.id)) if self.core else ()

    @property
    def core_status(self) -> str:
        """The status that the core gives the cell; empty where it has sentences."""
        held = cell_of(self.core, self.level.id) if self.core else None
        return str(held) if isinstance(held, CellStatus) else ""

    @property
    def differs(self) -> bool:
        """True when an included competency is written otherwise here."""
        return self.core is not None and cell_digest(self.core, self.level.id) != self.digest


def cores_of(framework: Framework, *, now: datetime) -> dict[str, Competency]:
    """The competencies of the included blocks by id; of two blocks with one id, the later one."""
    blocks = blocks_at(now)
    return {each.id: each for name in framework.include for each in blocks(name).competencies}
