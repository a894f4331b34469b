"""Whatever the text and the framework: an answer, the same one each time, in order."""

from hypothesis import given
from hypothesis import strategies as st

from tests.core.strategies import frameworks
from trellis.framework.model import Framework
from trellis.lint.pack import pack_for
from trellis.lint.rules import RULES, STATEMENT_RULES
from trellis.lint.run import lint, lint_statement
from trellis.lint.sentence import Sentence

PACK = pack_for("en")
assert PACK is not None
phrases = st.sampled_from([" ".join(phrase) for of in PACK.meanings.values() for phrase in of])
marks = st.sampled_from(
    ["; ", ". ", ", ", " ", "’s ", "\n", " 3.5% ", "1,000", "-", "İ", "½", "and "]
)
sentences = st.lists(phrases | marks, max_size=25).map(" ".join) | st.text(max_size=200)
CODES = {rule.code for rule in RULES}


@given(sentences)
def test_any_text_gets_the_same_answer_twice(text: str) -> None:
    assert lint_statement(text) == lint_statement(text)


@given(sentences)
def test_findings_stand_in_the_order_of_the_text(text: str) -> None:
    report = lint_statement(text)
    keys = [(mark, f.code) for mark, f in zip(report.marks, report.findings, strict=True)]
    assert keys == sorted(keys)


@given(sentences)
def test_what_a_finding_marks_is_what_it_quotes(text: str) -> None:
    report = lint_statement(text)
    for (start, end), finding in zip(report.marks, report.findings, strict=True):
        assert text[start:end].startswith(finding.subject.removesuffix("…"))
        assert finding.code in CODES


@given(sentences, st.lists(st.text(max_size=20), max_size=3))
def test_a_glossary_only_takes_findings_away(text: str, glossary: list[str]) -> None:
    with_words = lint_statement(text, glossary=glossary).findings
    assert set(with_words) <= set(lint_statement(text).findings)


@given(sentences)
def test_words_and_their_places_are_as_many(text: str) -> None:
    assert PACK is not None
    sentence = Sentence(text, PACK)
    assert len(sentence.words) == len(sentence.bases) == len(sentence.characters)


@given(sentences)
def test_a_rule_that_is_not_asked_would_find_nothing(text: str) -> None:
    assert PACK is not None
    sentence = Sentence(text, PACK)
    for rule in STATEMENT_RULES:
        if rule.needs and not sentence.has(*rule.needs):
            assert list(rule.find(sentence)) == []


@given(frameworks(moves=True))
def test_any_framework_gets_the_same_findings_twice(framework: Framework) -> None:
    found = lint(framework)
    assert found == lint(framework)
    assert {finding.code for finding in found} <= CODES
