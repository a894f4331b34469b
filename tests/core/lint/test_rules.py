"""Every rule is one file that explains itself, and its own example proves it."""

import re
from pathlib import Path

import pytest

from tests.core.lint.examples import found
from trellis.findings import Severity
from trellis.lint import rules
from trellis.lint.rule import Rule, StatementRule
from trellis.lint.rules import RULES
from trellis.lint.run import lint_statement

FILES = sorted(path.stem for path in Path(rules.__path__[0]).glob("[!_]*.py"))
by_code = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def fires(rule: Rule, text: str) -> bool:
    if isinstance(rule, StatementRule):
        return rule.code in {finding.code for finding in lint_statement(text).findings}
    return bool(found(text, rule.code))


def test_every_rule_of_the_design_is_there_and_has_a_file_of_its_own() -> None:
    codes = [*(f"OBS{n}" for n in range(101, 117)), *(f"STR{n}" for n in range(201, 226))]
    assert [rule.code for rule in RULES] == codes
    assert [name.split("_")[0].upper() for name in FILES] == codes


@by_code
def test_the_example_before_fires(rule: Rule) -> None:
    assert fires(rule, rule.before)


@by_code
def test_the_example_after_is_silent(rule: Rule) -> None:
    assert not fires(rule, rule.after)


@by_code
def test_a_rule_says_why_and_what_to_do_in_sentences(rule: Rule) -> None:
    for text in (rule.why, rule.fix):
        assert re.fullmatch(r"[A-Z].{10,}\.", text)
    assert rule.title
    assert rule.message


def test_only_what_nobody_can_meet_is_an_error() -> None:
    assert [rule.code for rule in RULES if rule.severity is Severity.ERROR] == ["STR224"]
