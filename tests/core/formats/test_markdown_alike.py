"""Levels that only likeness, bullets, front matter or the name of a file tell."""

import pytest

from trellis.findings import BadInput
from trellis.framework.formats import read_any
from trellis.framework.formats.folder import read_folder
from trellis.framework.formats.markdown_blocks import MAX_CHARACTERS
from trellis.framework.model import CellStatus, Framework


def page(text: str) -> Framework:
    return read_any(text.encode(), "page.md")[0]


def levels(framework: Framework) -> list[str]:
    return [level.title for _, level in framework.levels()]


def cells(framework: Framework) -> dict[str, dict[str, list[str]]]:
    return {
        competency.title: {
            level: [] if isinstance(cell, CellStatus) else [statement.text for statement in cell]
            for level, cell in competency.levels.items()
        }
        for competency in framework.competencies
    }


def test_headings_of_an_unknown_role_that_differ_by_seniority_are_levels() -> None:
    framework = page(
        "# Lamplighter I\n\n- Fills the lamps.\n\n# Lamplighter II\n\n- Trims the wicks.\n\n"
        "# Senior Lamplighter\n\n- Plans the round.\n\n# Staff Lamplighter\n\n- Maps the town.\n"
    )
    assert levels(framework) == [
        "Lamplighter I",
        "Lamplighter II",
        "Senior Lamplighter",
        "Staff Lamplighter",
    ]
    assert cells(framework)["Expectations"]["senior-lamplighter"] == ["Plans the round."]


def test_a_longer_title_of_the_same_role_is_a_level_beside_them() -> None:
    framework = page(
        "# Roles\n\n## Graduate Air/Sea\n\n- Reads the chart.\n\n## Air/Sea Pilot\n\n"
        "- Sets the course.\n\n## Senior Air/Sea\n\n- Teaches the course.\n"
    )
    assert levels(framework) == ["Graduate Air/Sea", "Air/Sea Pilot", "Senior Air/Sea"]


def test_level_codes_in_bullets_under_each_competency_are_levels() -> None:
    framework = page(
        "# Skills\n\n## Weaving\n- L1: Follows a pattern.\n- L2: Draws a pattern.\n\n"
        "## Dyeing\n- L1: Mixes one colour.\n- L2: Matches a sample.\n"
    )
    assert cells(framework) == {
        "Weaving": {"L1": ["Follows a pattern."], "L2": ["Draws a pattern."]},
        "Dyeing": {"L1": ["Mixes one colour."], "L2": ["Matches a sample."]},
    }


def test_bold_level_names_above_nested_bullets_are_levels_and_so_is_one_that_repeats() -> None:
    block = "- **Beginner**\n  - Asks {0}.\n- **Expert**\n  - Shows {0}.\n- **Leading Expert**\n"
    block += "  - Writes the book on {0}.\n\n"
    framework = page(f"## Clay\n\n{block.format('clay')}## Glaze\n\n{block.format('glaze')}")
    assert levels(framework) == ["Beginner", "Expert", "Leading Expert"]
    assert cells(framework)["Glaze"]["leading-expert"] == ["Writes the book on glaze."]


def test_bullets_with_level_codes_under_one_heading_only_stay_bullets() -> None:
    framework = page("## Senior Engineer\n\n- L1: the shelf for rye\n- L2: the shelf for wheat\n")
    assert levels(framework) == ["Senior Engineer"]


def test_a_page_is_the_level_that_its_front_matter_names() -> None:
    framework = page("---\ntitle: Senior Tester\n---\n\n## Impact\n\n- Finds the cause.\n")
    assert levels(framework) == ["Senior Tester"]
    assert cells(framework) == {"Impact": {"senior-tester": ["Finds the cause."]}}


def test_pages_of_a_folder_with_front_matter_become_one_framework() -> None:
    body = "\n## Impact\n\n- {0}\n"
    files = {
        "junior.md": "---\ntitle: Junior Tester\n---\n" + body.format("Runs the list."),
        "senior.md": "---\ntitle: Senior Tester\n---\n" + body.format("Writes the list."),
    }
    framework, _ = read_folder({name: text.encode() for name, text in files.items()}, "testers")
    assert levels(framework) == ["Junior Tester", "Senior Tester"]
    assert list(cells(framework)) == ["Impact"]


def test_pages_that_name_no_level_are_the_levels_that_their_files_are_named_for() -> None:
    files = {
        "Product Manager 3.md": b"### Insight\n\n* Asks three customers.\n",
        "Product Manager 4.md": b"### Insight\n\n* Plans the interviews.\n",
    }
    framework, _ = read_folder(files, "products")
    assert levels(framework) == ["Product Manager 3", "Product Manager 4"]
    assert len(cells(framework)["Insight"]) == 2


def test_a_cell_beyond_the_head_of_a_table_is_kept() -> None:
    framework = page(
        "| | Level 1 | Level 2 |\n|---|---|---|\n"
        "| Rope | Ties a knot. | Splices a rope. | Knows a sailor who ties better. |\n"
    )
    assert cells(framework)["Rope"] == {"L1": ["Ties a knot."], "L2": ["Splices a rope."]}
    assert "Knows a sailor who ties better." in str(framework.extra)


def test_a_level_keeps_every_title_that_a_page_gives_it() -> None:
    framework = page(
        "## Boats\n\n| Skill | Mate (L1) | Captain (L2) |\n|---|---|---|\n"
        "| Sail | Holds the rope. | Reads the wind. |\n\n"
        "## Trains\n\n| Skill | Stoker (L1) | Driver (L2) |\n|---|---|---|\n"
        "| Steam | Feeds the fire. | Reads the gauge. |\n"
    )
    assert [list(level.titles) for _, level in framework.levels()] == [
        ["Mate (L1)", "Stoker (L1)"],
        ["Captain (L2)", "Driver (L2)"],
    ]


def test_short_phrases_without_figures_are_statements() -> None:
    framework = page("| | IC1 | IC2 |\n|---|---|---|\n| Mentoring | Asks peers | Helps peers |\n")
    assert cells(framework)["Mentoring"] == {"IC1": ["Asks peers"], "IC2": ["Helps peers"]}


def test_a_column_of_figures_keeps_its_name_in_extra() -> None:
    framework = page(
        "| Title | Scope of work | Bonus |\n|---|---|---|\n"
        "| Junior Cook | Cooks one dish at a time. | $5 |\n"
        "| Senior Cook | Cooks the whole menu alone. | $9 |\n"
    )
    kept = str(framework.extra)
    assert "Bonus" in kept
    assert "$9" in kept


def test_the_first_row_of_a_table_under_a_level_is_kept() -> None:
    framework = page(
        "## Senior Engineer\n\n<table><tr><td>Split</td><td>Stove: half the day</td></tr>"
        "<tr><td>Stock</td><td>Orders what is missing.</td></tr></table>\n"
    )
    assert "Stove: half the day" in str(framework.extra)


def test_a_label_above_nested_bullets_is_a_competency_inside_a_general_heading() -> None:
    framework = page(
        "# Test Engineer\n\n## Responsibilities\n\n- Reports:\n  - Writes what was seen.\n"
        "- Keeps the list short.\n"
    )
    assert set(cells(framework)) == {"Reports", "Responsibilities"}


def test_the_long_name_of_a_topic_is_kept_beside_its_title() -> None:
    framework = page(
        "---\ntopics:\n  - name: 'craft: tools and care'\n    title: Craft\n    content:\n"
        "      - level: 1\n        criteria: [Cleans the tools.]\n---\n"
    )
    assert "craft: tools and care" in str(framework.extra)


@pytest.mark.parametrize("begin", ["# Bakers\n", "<html><body>"])
def test_a_page_beyond_the_limit_is_refused_with_the_limit(begin: str) -> None:
    with pytest.raises(BadInput, match=f"limit for a page is {MAX_CHARACTERS:,}; split it"):
        page(begin + "x" * MAX_CHARACTERS)
