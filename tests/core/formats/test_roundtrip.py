"""Every format that we write gives the framework back: text, id, level, order and status."""

import pytest
from hypothesis import given, settings

from tests.core.strategies import frameworks
from trellis import library
from trellis.framework.formats import read_any
from trellis.framework.formats.writers import WRITERS
from trellis.framework.load import load
from trellis.framework.model import Framework

EXACT = (".yaml", ".md", ".case.json")
TABLES = (".csv", ".xlsx")
"""Tables keep everything but the moves."""
NASTY = (
    "=1+1",
    '=HYPERLINK("http://x.example","y")',
    "- a bullet",
    "* another",
    "1. first",
    "a | b || c",
    "{#x}",
    "text {#s1}",
    "{{ braces }} {% tag %}",
    "★ starred",
    "# heading",
    "> quote",
    "one\ntwo",
    "one\r\n\r\n- two",
    "tab\there",
    "  spaces around  ",
    "\\",
    "\\| \\\\",
    "*not expected*",
    "(not expected)",
    "as_below",
    "Expects: L1 able",
    "Step: one",
    "e.g. an example",
    "<script>alert(1)</script><br>",
    "👩‍🚀 🇩🇪 ü",
    "שלום עולם مرحبا",
    "\u202eRTL\u202c",
    "\x85\x0b\u2028\ufeff",
    "_x000D_",
    "---",
    "&amp; &#10;",
    "'quoted'",
    "TODO",
)
ANY = frameworks()


def of(text: str) -> Framework:
    """A framework that says one text wherever a text can stand."""
    level = {"id": "L1", "rank": 1, "titles": [text, text], "summary": text, "scope": text}
    statement = {"id": "s1", "text": text, "star": True, "examples": [text], "texts": {"de": text}}
    return Framework.model_validate(
        {
            "id": "eng",
            "title": text,
            "summary": text,
            "glossary": {text: text},
            "x-note": text,
            "extra": [{"place": text, "value": text}],
            "tracks": [{"id": "ic", "title": text, "levels": [level | {"band": text}]}],
            "competencies": [
                {
                    "id": "craft",
                    "title": text,
                    "summary": text,
                    "aliases": [text],
                    "levels": {"L1": [statement, {"id": "s2", "text": text}]},
                },
                {
                    "id": "team",
                    "title": text,
                    "steps": {"able": [{"id": "s3", "text": text}]},
                    "expects": {"L1": "able"},
                },
            ],
        }
    )


def there_and_back(framework: Framework, ending: str) -> Framework:
    """The framework written in a format and read back; reading has nothing to remark."""
    again, findings = read_any(WRITERS[ending].bytes_of(framework), f"any{ending}")
    assert findings == []
    return again


def without_moves(framework: Framework) -> Framework:
    return framework.model_copy(update={"moves": ()})


@pytest.mark.parametrize("ending", EXACT)
@given(framework=ANY)
@settings(max_examples=40, deadline=None)
def test_any_framework_written_and_read_back_is_the_same(framework: Framework, ending: str) -> None:
    again = there_and_back(framework, ending)
    assert again == framework
    assert order(again) == order(framework)


@given(framework=ANY)
@settings(max_examples=10, deadline=None)
def test_any_framework_goes_through_every_format_and_stays_the_same(framework: Framework) -> None:
    again = without_moves(framework)
    for ending in (*EXACT, *TABLES):
        again = there_and_back(again, ending)
    assert again == without_moves(framework)
    assert order(again) == order(without_moves(framework))


@pytest.mark.parametrize("ending", [*EXACT, *TABLES])
@pytest.mark.parametrize("text", NASTY)
def test_a_nasty_text_comes_back_from_wherever_it_stands(text: str, ending: str) -> None:
    framework = of(text)
    assert there_and_back(framework, ending) == framework


@pytest.mark.parametrize("name", library.names())
def test_the_library_goes_through_every_format(name: str) -> None:
    framework = load(library.read(name), f"{name}.yaml")
    for ending in EXACT:
        assert there_and_back(framework, ending) == framework
    for ending in TABLES:
        assert there_and_back(framework, ending) == without_moves(framework)


def order(framework: Framework) -> list[object]:
    """Every id in file order: equal groups may still be ordered otherwise."""
    return [
        [track.id for track in framework.tracks],
        [level.id for _, level in framework.levels()],
        [[c.id, *c.levels, *c.steps, *c.expects] for c in framework.competencies],
        [statement.id for statement in framework.statements()],
        [move.id for move in framework.moves],
    ]
