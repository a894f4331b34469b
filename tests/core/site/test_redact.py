"""Nothing leaves the company that the allow-list does not name."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.strategies import frameworks
from trellis.findings import BadInput
from trellis.framework.model import Framework
from trellis.framework.plain import plain
from trellis.framework.resolve import resolve
from trellis.site import DEFAULT, Allowed, allowed, redact, whole

MARKED: dict[str, Any] = {
    "id": "eng",
    "title": "Engineering",
    "summary": "summaries-1",
    "glossary": {"word": "glossary-1"},
    "x-owner": "secret-1",
    "extra": [{"place": "secret-2", "value": "secret-3"}],
    "lint": {"off": {"OBS101": "secret-4"}},
    "tracks": [
        {
            "id": "ic",
            "title": "IC",
            "x-budget": "secret-5",
            "levels": [
                {
                    "id": "L1",
                    "rank": 1,
                    "titles": ["titles-1"],
                    "summary": "summaries-2",
                    "scope": "scopes-1",
                    "band": "bands-1",
                },
                {"id": "L2", "rank": 2},
            ],
        }
    ],
    "competencies": [
        {
            "id": "craft",
            "title": "Craft",
            "summary": "summaries-3",
            "aliases": ["secret-6"],
            "weight": 0.125,
            "levels": {
                "L1": [
                    {
                        "id": "s1",
                        "text": "statements-1",
                        "texts": {"de": "translations-1"},
                        "examples": ["examples-1"],
                        "links": ["links-1"],
                        "marked": ["secret-7"],
                        "x-author": "secret-8",
                    }
                ],
                "L2": "todo",
            },
        }
    ],
    "moves": [
        {
            "id": "up",
            "from": "ic/L1",
            "to": "ic/L2",
            "title": "moves-1",
            "criteria": [
                {"id": "c1", "text": "criteria-1", "x-why": "secret-9"},
                {"at_least": {"n": 1, "of": [{"id": "c2", "statement": "criteria-2"}]}},
                {"id": "c3", "metric": {"name": "criteria-3", "min": 1, "m": 1, "of": 2}},
            ],
        }
    ],
}
WORDS = ["bands", "criteria", "examples", "glossary", "links", "moves", "scopes", "statements"]
WORDS += ["summaries", "titles", "translations", "secret"]


def said(framework: Framework) -> set[str]:
    """The words whose marks stand anywhere in a framework."""
    text = json.dumps(plain(framework))
    return {word for word in WORDS if f"{word}-" in text}


def test_everything_that_can_be_opened_is_opened_by_its_word_and_nothing_else_is() -> None:
    framework = Framework.model_validate(MARKED)
    assert said(framework) == set(WORDS)
    assert said(redact(framework, Allowed)) == {*WORDS} - {"secret"}
    assert said(redact(framework, ())) == set()


@pytest.mark.parametrize("word", sorted(set(Allowed) - {Allowed.STARS}))
def test_one_word_opens_only_what_it_names(word: Allowed) -> None:
    needs = {Allowed.STATEMENTS, Allowed.MOVES}
    opened = said(redact(Framework.model_validate(MARKED), {word, *needs}))
    assert opened == {word.value, "statements", "moves"}


def test_bands_examples_links_and_criteria_are_closed_by_default() -> None:
    closed = set(Allowed) - DEFAULT
    assert closed == {Allowed.BANDS, Allowed.EXAMPLES, Allowed.LINKS, Allowed.CRITERIA}


def test_a_cell_that_is_still_to_write_is_not_told() -> None:
    assert "L2" not in redact(Framework.model_validate(MARKED)).competencies[0].levels


@given(frameworks(), st.sets(st.sampled_from(list(Allowed))))
def test_a_redacted_framework_is_a_framework_and_redacts_to_itself(
    framework: Framework, allow: set[Allowed]
) -> None:
    once = redact(framework, allow)
    assert redact(once, allow) == once
    assert [c.id for c in once.competencies] == [c.id for c in framework.competencies]
    assert [level.id for _, level in once.levels()] == [level.id for _, level in framework.levels()]


def test_a_field_that_is_new_stays_inside() -> None:
    """Every type of the document that is not a parameter of a criterion lists its fields."""
    opened = plain(redact(Framework.model_validate(MARKED), Allowed))
    assert "lint" not in opened
    assert set(opened) <= set(Framework.keys()) - {"lint", "extra", "include", "hide"}
    assert all(not key.startswith("x-") for key in _keys(opened))


def _keys(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [*value, *(key for item in value.values() for key in _keys(item))]
    return [key for item in value for key in _keys(item)] if isinstance(value, list) else []


def test_what_is_included_becomes_the_framework_s_own() -> None:
    core = Framework.model_validate({"id": "core", "title": "Core", "competencies": [COMPANY]})
    own = Framework.model_validate(MARKED | {"include": ["core"]})
    merged = whole(resolve(own, lambda _: core))
    assert [c.id for c in redact(merged).competencies] == ["values", "craft"]


COMPANY = {"id": "values", "title": "Values", "levels": {"L1": [{"id": "v1", "text": "Says."}]}}


def test_an_unknown_word_is_refused_with_the_known_ones() -> None:
    assert allowed(["titles", " statements "]) == {Allowed.TITLES, Allowed.STATEMENTS}
    with pytest.raises(BadInput, match="'salaries' is nothing that can be made public"):
        allowed(["salaries"])
