"""Our own Markdown: a page for people that gives the framework back exactly."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from trellis.findings import BadInput
from trellis.framework.formats import read_any
from trellis.framework.formats.markdown_text import escape, unescape
from trellis.framework.model import Framework

PAGE = r"""---
schema: trellis-markdown/1
family: {language: de}
tracks: [{id: ic, title: Makers}, {id: empty, title: Nobody yet}]
levels: {L1: {summary: Starts.}}
competencies: {craft: {kind: core}}
statements: {s1: {links: [guide]}}
---
# Engineering \*now\* {#eng}
What we build.

## Levels
| id | rank | track | titles | scope | band |
| --- | --- | --- | --- | --- | --- |
| L1 | 1 | ic | Engineer<br>Maker | Own \| tasks | B1 |
| L2 | 3 | ic |  |  |  |
| M1 | 3 | lead | Lead |  |  |

## Craft {#craft}
How we work.
### Engineer {#L1}
- ★ Writes&#10;tests. {#s1}
  - e.g. For a fix.
- Reads code.
### L2 {#L2}
*as the level below*
### Lead {#M1}
*not expected*

## Team {#team}
### Step: able {#able}
- Listens. {#s2}
### Step: expert {#expert}
Expects: L1 able, L2 todo
"""


LEVELS = [
    {
        "id": "L1",
        "rank": 1,
        "titles": ["Engineer", "Maker"],
        "scope": "Own | tasks",
        "band": "B1",
        "summary": "Starts.",
    },
    {"id": "L2", "rank": 3},
]
FIRST = {"id": "s1", "text": "Writes\ntests.", "star": True, "links": ["guide"]}
CRAFT = {
    "L1": [
        FIRST | {"examples": ["For a fix."]},
        {"id": "craft-l1-2", "text": "Reads code."},
    ],
    "L2": "as_below",
    "M1": "not_expected",
}


def test_a_page_of_ours_gives_everything_back() -> None:
    framework, findings = read_any(PAGE.encode(), "page.md")
    assert findings == []
    assert framework == Framework.model_validate(
        {
            "id": "eng",
            "title": "Engineering *now*",
            "language": "de",
            "summary": "What we build.",
            "tracks": [
                {"id": "ic", "title": "Makers", "levels": LEVELS},
                {"id": "empty", "title": "Nobody yet"},
                {
                    "id": "lead",
                    "title": "lead",
                    "levels": [{"id": "M1", "rank": 3, "titles": ["Lead"]}],
                },
            ],
            "competencies": [
                {
                    "id": "craft",
                    "title": "Craft",
                    "kind": "core",
                    "summary": "How we work.",
                    "levels": CRAFT,
                },
                {
                    "id": "team",
                    "title": "Team",
                    "steps": {"able": [{"id": "s2", "text": "Listens."}], "expert": []},
                    "expects": {"L1": "able", "L2": "todo"},
                },
            ],
        }
    )


@given(st.text(min_size=1, max_size=40))
@example("★ starred")
@example("Step: one")
@example("1. first\r\n")
@example(" a \\| b {#id} ")
def test_any_text_is_one_line_and_comes_back(text: str) -> None:
    line = escape(text)
    assert "\n" not in line
    assert line == line.strip()
    assert unescape(line) == text


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("| L2 | 3 |", "| L2 | high |", "line 16: A level needs an id and a rank"),
        ("{#s2}", "{#s1}", "line 32: The id of the statement s1 stands on line 22 too."),
        ("## Team {#team}", "## Team {#craft}", "line 30: The id of the competency craft stands"),
        ("### L2 {#L2}", "### L1 {#L1}", "line 25: 'L1' stands twice in this competency."),
        ("able, L2 todo", "able, L2 never", "competencies.1: "),
        ("### Lead {#M1}", "### Lead {#M2}", "competencies.0.levels.M2: The level 'M2' does not"),
    ],
)
def test_a_page_that_contradicts_itself_is_refused_with_its_place(
    old: str, new: str, message: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        read_any(PAGE.replace(old, new).encode(), "page.md")
    assert str(refusal.value).startswith(message)


def test_a_line_without_a_place_is_kept_and_told() -> None:
    framework, findings = read_any((PAGE + "\nSee the wiki.\n").encode(), "page.md")
    assert framework.extra[0].value == "See the wiki."
    assert str(findings[0]).startswith("line 36: This line has no place in a framework.")
