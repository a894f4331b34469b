"""Pages of others in the shapes that companies publish, with sentences of our own."""

import pytest

from trellis.findings import Finding
from trellis.framework.formats import read_any
from trellis.framework.model import CellStatus, Framework

Cells = dict[str, dict[str, list[str] | str]]


def read(text: str, name: str = "page.md") -> tuple[Framework, list[Finding]]:
    return read_any(text.encode(), name)


def cells(framework: Framework) -> Cells:
    """Competency title, level id, texts."""
    return {
        competency.title: {
            level: cell.value if isinstance(cell, CellStatus) else [s.text for s in cell]
            for level, cell in competency.levels.items()
        }
        for competency in framework.competencies
    }


def ranks(framework: Framework) -> dict[str, dict[str, int]]:
    return {t.id: {level.id: level.rank for level in t.levels} for t in framework.tracks}


CRAFT: Cells = {
    "Craft": {"L1": ["Fixes small faults."], "L2": ["Designs a service.", "Writes its tests."]},
    "Team": {"L1": ["Asks early."], "L2": ["Helps others start."]},
}

LEVELS_ABOVE = """# Makers
## Level 1
### Craft
- Fixes small faults.
### Team
- Asks early.
## Level 2
### Craft
- Designs a service.
- Writes its tests.
### Team
- Helps others start.
"""
COMPETENCIES_ABOVE = """# Makers
## Craft
### Level 1
- Fixes small faults.
### Level 2
- Designs a service.
- Writes its tests.
## Team
### Level 1
- Asks early.
### Level 2
- Helps others start.
"""
LABELS = """# Makers
## Level 1
- Craft: Fixes small faults.
- **Team** – Asks early.
## Level 2
- Craft:
  - Designs a service.
  - Writes its tests.
- **Team** – Helps others start.
"""
BOLD_HEADINGS = """Makers
======

Level 1
-------

**Craft**

Fixes small faults.

**Team**

Asks early.

Level 2
-------

**Craft**

1. Designs a service.
2. Writes its tests.

**Team**

Helps others start.
"""
ACROSS = """# Makers

| Skill | Level 1 | Level 2 |
|---|---|---|
| Craft | Fixes small faults. | Designs a service.<br>Writes its tests. |
| Team | Asks early. | Helps others start. |
"""
DOWN = """# Makers

| Level | Craft | Team |
|---|---|---|
| Level 1 | Fixes small faults. | Asks early. |
| Level 2 | • Designs a service.<br>• Writes its tests. | Helps others start. |
"""
BOLD_LINES = """# Makers

| Level | Title | Years |
|---|---|---|
| L1 | Junior Software Engineer | 0-2 |
| L2 | Senior Software Engineer | 2-4 |

## Individual track

### Level 1: Junior Engineer (0-2 years)
**Craft**: Fixes small faults.
**Team**:
- Asks early.

---

### Level 2: Senior Engineer (2-4 years)
**Craft**:
- Designs a service.
- Writes its tests.

**Team**: Helps others start.
"""
BOLD_LEVELS = """# Makers

**Junior Engineer (L1)**
- Craft: Fixes small faults.
- Team: Asks early.

**Senior Engineer (L2)**
- Craft:
  - Designs a service.
  - Writes its tests.
- Team: Helps others start.
"""
ONE_TABLE_EACH = """# Makers
## Craft
| Level | What it looks like |
|---|---|
| 1 | Fixes small faults. |
| 2 | Designs a service.<br>Writes its tests. |
## Team
| Level | What it looks like |
|---|---|
| 1 | Asks early. |
| 2 | Helps others start. |
"""
TABLE_PER_LEVEL = """# Makers
## Level 1
| Skill | Expectation |
|---|---|
| Craft | Fixes small faults. |
| Team | Asks early. |
## Level 2
| Skill | Expectation |
|---|---|
| Craft | Designs a service.<br>Writes its tests. |
| Team | Helps others start. |
"""
IN_HTML = """<table>
<tr><th>Skill</th><th>Level 1</th><th>Level 2</th></tr>

<tr><td><b>Craft</b></td><td>Fixes small faults.</td>
<td><ul><li>Designs a service.</li><li>Writes its tests.</li></ul></td></tr>
<tr><td><b>Team</b></td><td>Asks early.</td><td>Helps others start.</td></tr>
</table>
"""
LONG_TABLE = """| Level | Competency | Statement |
|---|---|---|
| L1 | Craft | Fixes small faults. |
| L2 | Craft | Designs a service. |
| L2 | Craft | Writes its tests. |
| L1 | Team | Asks early. |
| L2 | Team | Helps others start. |
"""


@pytest.mark.parametrize(
    "text",
    [
        LEVELS_ABOVE,
        COMPETENCIES_ABOVE,
        LABELS,
        BOLD_HEADINGS,
        BOLD_LINES,
        BOLD_LEVELS,
        LABELS.replace("Level 1", "L1 Engineer").replace("Level 2", "L2 Senior Engineer"),
        ACROSS,
        DOWN,
        ONE_TABLE_EACH,
        TABLE_PER_LEVEL,
        IN_HTML,
        f"# Makers\n\n{IN_HTML}",
        LONG_TABLE,
        LEVELS_ABOVE.replace("\n", "\r\n"),
        LEVELS_ABOVE.replace("## Level 2", "### Level 2"),
        LEVELS_ABOVE.replace("### Team\n- Asks", "###Team\n- Asks"),
        f"---\nlayout: page\n---\n{LEVELS_ABOVE}",
        "".join(
            f"<h{n}>{t}</h{n}>" if n else f"<li>{t}</li>"
            for n, t in [
                (1, "Makers"),
                (2, "Level 1"),
                (3, "Craft"),
                (0, "Fixes small faults."),
                (3, "Team"),
                (0, "Asks early."),
                (2, "Level 2"),
                (3, "Craft"),
                (0, "Designs a service."),
                (0, "Writes its tests."),
                (3, "Team"),
                (0, "Helps others start."),
            ]
        ).join(["<html><body>", "</body></html>"]),
    ],
)
def test_the_same_framework_in_every_shape(text: str) -> None:
    framework, _ = read(text)
    assert cells(framework) == CRAFT
    assert [list(levels.values()) for levels in ranks(framework).values()] == [[1, 2]]


def test_the_ending_html_and_a_pasted_page_are_known_too() -> None:
    assert cells(read(IN_HTML, "page.html")[0]) == CRAFT
    assert cells(read(ACROSS, "pasted")[0]) == CRAFT


def test_titles_are_levels_and_the_heading_above_them_is_the_track() -> None:
    framework, findings = read(
        """# Career paths
## Makers
### Junior Developer
- Learns the tools.
### 🚀 Senior Developer
- Leads one project.
## Leads
### Engineering Manager
Grows people.
### Director of Engineering
Grows managers.
"""
    )
    assert ranks(framework) == {
        "makers": {"junior-developer": 1, "senior-developer": 2},
        "leads": {"engineering-manager": 1, "director-of-engineering": 2},
    }
    assert [track.kind for track in framework.tracks] == ["individual", "management"]
    assert framework.title == "Career paths"
    assert findings == []


def test_a_heading_that_repeats_its_level_is_the_same_competency_everywhere() -> None:
    framework, _ = read(
        "# Roles\n## Levels\n### Junior Writer\n#### Junior Writer Duties\n- Edits pages.\n"
        "### Senior Writer\n#### Senior Writer Duties\n- Plans pages.\n"
    )
    assert cells(framework) == {
        "Duties": {"junior-writer": ["Edits pages."], "senior-writer": ["Plans pages."]}
    }


def test_roles_with_coded_levels_are_tracks_and_coded_competencies_are_no_levels() -> None:
    framework, _ = read(
        "# Engineer\n## Level 1\n### C1 Craft\n- Writes code.\n### C2 Team\n- Asks early.\n"
        "## Level 2\n### C1 Craft\n- Designs it.\n### C2 Team\n- Helps others.\n"
        "# Designer\n## Level 1\n### C1 Craft\n- Draws it.\n"
    )
    assert ranks(framework) == {
        "engineer": {"L1": 1, "L2": 2},
        "designer": {"designer-L1": 1},
    }
    assert list(cells(framework)) == ["C1 Craft", "C2 Team"]


def test_titles_that_fall_are_turned_and_it_is_told() -> None:
    framework, findings = read("## Principal\n- Sets direction.\n## Senior\n- Leads work.\n")
    assert ranks(framework) == {"ic": {"senior": 1, "principal": 2}}
    assert "most junior first: Senior, Principal. Is that what is meant?" in str(findings[0])


def test_an_order_that_cannot_be_known_is_asked_for() -> None:
    framework, findings = read(
        "# Ours\n## Seed\n### Craft\n- Writes code.\n### Team\n- Asks early.\n"
        "## Oak\n### Craft\n- Designs systems.\n### Team\n- Helps others.\n"
    )
    assert ranks(framework) == {"ic": {"seed": 1, "oak": 2}}
    assert [finding.code for finding in findings] == ["levels-guessed", "level-order"]
    assert all(finding.place == "line 2" for finding in findings)


def test_numbered_sentences_under_competencies_are_steps_of_a_ladder() -> None:
    framework, _ = read(
        "# Tracks\n## Web\n### 1. Works within the house style\nExamples:\n- Adds a page.\n"
        "### 2. Shapes the house style\n- Adds a component.\n"
        "## Mail\n### 1. Sends what is due\n- Adds a letter.\n"
    )
    assert cells(framework)["Web"] == {
        "L1": ["Works within the house style", "Adds a page."],
        "L2": ["Shapes the house style", "Adds a component."],
    }


def test_a_page_named_for_a_role_is_one_level() -> None:
    framework, _ = read("# Staff Engineer\n*Like a senior, but also:*\n## Scope\n- Leads teams.\n")
    assert ranks(framework) == {"ic": {"staff-engineer": 1}}
    assert cells(framework) == {"Scope": {"staff-engineer": ["Leads teams."]}}
    assert next(framework.levels())[1].summary == "Like a senior, but also:"


def test_a_cell_over_two_levels_counts_for_both_and_says_so() -> None:
    framework, _ = read(
        "<table><tr><td>Skill</td><td>IC1</td><td>IC2</td></tr><tr><td>Craft</td>"
        "<td colspan=2>Writes code that others read.</td></tr><tr><td>Team</td>"
        "<td>Asks early and kindly.</td><td>Not expected</td></tr></table>"
    )
    assert cells(framework) == {
        "Craft": {"IC1": ["Writes code that others read."], "IC2": "as_below"},
        "Team": {"IC1": ["Asks early and kindly."], "IC2": "not_expected"},
    }


def test_two_families_in_one_table_become_two_tracks() -> None:
    framework, _ = read(
        "<table><tr><td colspan=3>Sellers</td></tr><tr><td>Job</td><td>Rep (P1)</td>"
        "<td>Lead (P2)</td></tr><tr><td>Skill</td><td>Calls new customers daily.</td>"
        "<td>Coaches two other callers.</td></tr><tr><td colspan=3>Scouts</td></tr><tr>"
        "<td>Job</td><td>Scout (P1)</td><td>Head (P2)</td></tr><tr><td>Skill</td>"
        "<td>Finds names of buyers.</td><td>Plans the whole search.</td></tr></table>"
    )
    assert [list(levels) for levels in ranks(framework).values()] == [
        ["P1", "P2"],
        ["scouts-P1", "scouts-P2"],
    ]
    assert len(list(framework.statements())) == 4


def test_what_has_no_place_is_kept_with_its_line() -> None:
    framework, _ = read(f"Read me first.\n\n{LEVELS_ABOVE}\n# Notes\n- Pay is elsewhere.\n")
    kept = {extra.place: extra.value for extra in framework.extra}
    assert kept["line 1"] == ["Read me first."]
    assert kept["line 16: Notes"] == ["Pay is elsewhere."]


def test_nested_examples_stars_and_tight_bullets_are_read() -> None:
    page = (
        "## L1\n- ★ Writes code.\n  - e.g. a fix\n- Team\n  -Asks early.\n## L2\n- Team: Helps.\n"
    )
    framework, _ = read(page)
    first = next(framework.statements())
    assert (first.text, first.star, first.examples) == ("Writes code.", True, ("a fix",))
    assert cells(framework)["Team"] == {"L1": ["Asks early."], "L2": ["Helps."]}
