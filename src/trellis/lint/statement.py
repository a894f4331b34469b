"""One sentence linted: its grade, and each finding with the words that it is about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trellis.findings import Finding
from trellis.lint.grade import Grade, grade_of
from trellis.lint.hits import found
from trellis.lint.pack import defined, pack_for
from trellis.lint.rules import STATEMENT_RULES
from trellis.lint.sentence import Sentence
from trellis.lint.words import Span

QUOTED = 60
"""How many characters of a sentence a finding quotes."""

_RULE = {rule.code: rule for rule in STATEMENT_RULES}


@dataclass(frozen=True, slots=True)
class StatementReport:
    """What the linter says about one sentence.

    `marks` gives, for each finding, the characters of the text that it is about. A language
    without a pack is not judged: the grade is `mixed` and there are no findings.
    """

    text: str
    grade: Grade
    findings: tuple[Finding, ...] = ()
    marks: tuple[Span, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Plain values, for JSON."""
        findings = [finding.as_dict() for finding in self.findings]
        return {"text": self.text, "grade": self.grade.value, "findings": findings}


def lint_statement(
    text: str, language: str = "en", glossary: Iterable[str] = ()
) -> StatementReport:
    """Judge one sentence. `glossary` holds words that are defined elsewhere.

    Findings stand in the order of the text; the same text always gives the same report.
    """
    pack = pack_for(language)
    if pack is None:
        return StatementReport(text, Grade.MIXED)
    return judged(Sentence(text, pack, defined(pack, tuple(glossary))))


def graded(sentence: Sentence) -> Grade:
    """The grade alone."""
    return grade_of(sentence)


def judged(sentence: Sentence) -> StatementReport:
    """The report on a sentence in a language that has a pack."""
    by_rule = found(sentence)
    grade = grade_of(sentence)
    if not by_rule:
        return StatementReport(sentence.text, grade)
    marked = sorted(_marked(sentence, by_rule), key=lambda pair: (pair[1], pair[0].code))
    findings, marks = zip(*marked, strict=True)
    return StatementReport(sentence.text, grade, findings, marks)


def _marked(sentence: Sentence, by_rule: dict[str, list[Span]]) -> Iterator[tuple[Finding, Span]]:
    characters = sentence.characters
    for code, spans in by_rule.items():
        rule = _RULE[code]
        for first, behind in spans:
            start, end = (
                (0, 0) if first == behind else (characters[first][0], characters[behind - 1][1])
            )
            words = _short(sentence.text[start:end])
            message = rule.message.format(words=words)
            place = f"characters {start + 1}–{end}"
            yield Finding(code, rule.severity, words, message, rule.fix, place), (start, end)


def _short(words: str) -> str:
    """Few enough words to quote."""
    return words if len(words) <= QUOTED else f"{words[: QUOTED - 1]}…"
