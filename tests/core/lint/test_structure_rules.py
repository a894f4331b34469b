"""Each structure rule beyond its own example: places, wording, and what only looks like it."""

import pytest

from tests.core.lint.examples import found, framework
from trellis.lint.run import lint

LADDER = "tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}, {id: L2, rank: 2}]}]\n"
MOVE = LADDER + "moves:\n  - {id: up, from: ic/L1, to: ic/L2, criteria: [%s]}\n"


def cells(lower: str, upper: str) -> str:
    return f"""{LADDER}competencies:
  - id: a
    title: Design
    levels: {{L1: [{{id: a1, text: "{lower}"}}], L2: [{{id: a2, text: "{upper}"}}]}}
"""


def test_a_track_of_eight_levels_is_long() -> None:
    levels = ", ".join(f"{{id: L{n}, rank: {n}}}" for n in range(8))
    (finding,) = found(f"tracks: [{{id: ic, title: Engineer, levels: [{levels}]}}]", "STR201")
    assert finding.sentence == "Levels of the track “Engineer”: 8; five to seven are usual."


def test_a_status_of_any_kind_fills_a_cell() -> None:
    text = LADDER + "competencies: [{id: a, title: A, levels: {L1: todo, L2: not_expected}}]"
    assert found(text, "STR203") == []


def test_a_competency_of_another_track_leaves_no_empty_cell() -> None:
    text = """\
tracks:
  - {id: ic, title: Engineer, levels: [{id: L1, rank: 1}]}
  - {id: m, title: Manager, kind: management, levels: [{id: M1, rank: 2}]}
competencies:
  - {id: a, title: A, tracks: [ic], levels: {L1: [{id: a1, text: Writes a design.}]}}
"""
    assert found(text, "STR203") == []


def test_the_same_text_is_the_same_without_case_and_full_stop() -> None:
    text = cells("Writes the design of a task.", "writes the design  of a task")
    assert [finding.place for finding in found(text, "STR204")] == ["Design L2"]


@pytest.mark.parametrize(
    ("upper", "differs_on_paper"),
    [
        ("Writes a really clear design document before building.", True),
        ("Writes a clear design document for another team before building.", False),
        ("Writes three clear design documents before building.", False),
        ("Independently writes a clear design document before building.", False),
        ("Chairs the yearly review of the supplier contracts.", False),
    ],
)
def test_a_change_of_scope_autonomy_or_number_is_no_paperwork(
    upper: str, differs_on_paper: bool
) -> None:
    text = cells("Writes a clear design document before building.", upper)
    assert bool(found(text, "STR205")) is differs_on_paper


def test_the_highest_levels_may_be_said_to_be_unequal() -> None:
    text = """\
tracks:
  - {id: ic, title: Engineer, levels: [{id: L1, rank: 3, band: C}]}
  - {id: m, title: Manager, kind: management, levels: [{id: M1, rank: 3, band: D}]}
"""
    assert len(found(text, "STR210")) == 1
    said = text + "equivalences: [{a: ic/L1, b: m/M1, equal: false}]"
    assert found(said, "STR210") == []


def test_one_track_alone_needs_no_crossover() -> None:
    assert [f.code for f in lint(framework(LADDER)) if f.code in ("STR208", "STR211")] == []


def test_a_lateral_move_with_gaps_only_is_told_what_is_missing() -> None:
    text = LADDER + "moves: [{id: x, kind: lateral, from: ic/L1, to: s/ic/S1, gaps: [a]}]"
    (finding,) = found(text, "STR213")
    assert finding.sentence == "The lateral move x does not say which skills carry over."


def test_levels_without_any_promotion_are_named_once() -> None:
    (finding,) = found(LADDER, "STR215")
    assert finding.sentence == "No promotion is described: the levels are without criteria."


@pytest.mark.parametrize(
    ("criterion", "contradicts"),
    [
        ("{id: c, average: {min: 3.5}, text: An average of 3.2 or more}", True),
        ("{id: c, average: {min: 3.5}, text: At least 3.5 on a scale of 1 to 5}", False),
        ("{id: c, average: {min: 3.5}, text: A good average}", False),
        ("{id: c, count: {n: 3, min: 4}, text: Three scores of 4}", False),
        ("{id: c, count: {n: 2, min: 4}, text: Three scores of 4}", True),
        ("{id: c, months_in_level: {min: 18}, text: At least 18 months}", False),
        ("{id: c, months_in_level: {min: 24}, text: Two years as L1}", False),
        ("{id: c, months_in_level: {min: 12}, text: Two years as L1}", True),
        ("{id: c, operating_at_next: {quarters: 2}, text: Six months of it}", False),
        ("{id: c, operating_at_next: {quarters: 2}, text: One year of it}", True),
        ("{id: c, metric: {name: q, min: 100, m: 3, of: 4}, text: 3 of 4 quarters}", False),
        ("{id: c, endorsement: {by: peer, count: 1}, text: Two peers agree}", True),
        ("{id: c, text: Has led 3 projects}", False),
    ],
)
def test_words_and_figures_are_compared(criterion: str, contradicts: bool) -> None:
    assert bool(found(MOVE % criterion, "STR217")) is contradicts


def test_time_beside_something_else_is_not_time_only() -> None:
    both = "{id: t, months_in_level: {min: 6}}, {id: e, endorsement: {by: manager}}"
    assert found(MOVE % both, "STR216") == []
    assert len(found(MOVE % "{id: t, months_in_level: {min: 6}}", "STR216")) == 1


def test_names_alike_at_the_same_level_are_two_competencies() -> None:
    text = """\
tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}]}]
competencies:
  - {id: a, title: Communication, levels: {L1: [{id: a1, text: Writes a note.}]}}
  - {id: b, title: Communications, levels: {L1: [{id: b1, text: Writes a report.}]}}
"""
    assert found(text, "STR219") == []


def test_one_sentence_in_another_form_is_no_mixture() -> None:
    assert found(cells("Writes a design of a task.", "You lead a project."), "STR220") == []


def test_an_included_competency_that_is_the_same_is_no_difference() -> None:
    text = """\
include: [core]
competencies:
  - {id: feedback, title: Feedback, kind: core, summary: How feedback is given.}
"""
    assert found(text, "STR221") == []
    assert len(found(text.replace("How", "When"), "STR221")) == 1


def test_balanced_words_are_no_finding() -> None:
    assert found(cells("Wins trust and connects teams.", "Drives support."), "STR223") == []


@pytest.mark.parametrize(
    "criterion",
    [
        "{id: c, count: {n: 2, min: 4, of: [a]}}",
        "{id: c, starred: {any: 2}}",
        "{at_least: {n: 3, of: [{id: x, text: A}, {id: y, text: B}]}}",
        "{any: [{id: c, count: {n: 2, min: 4}}, {id: d, text: B}]}",
    ],
)
def test_more_than_there_is_cannot_be_met(criterion: str) -> None:
    text = (
        MOVE % criterion
        + """\
competencies:
  - {id: a, title: A, levels: {L1: [{id: a1, text: Leads.}], L2: [{id: a2, text: Leads on.}]}}
"""
    )
    assert len(found(text, "STR224")) == 1


def test_what_may_be_in_an_unknown_block_is_not_counted() -> None:
    text = "include: [core]\n" + MOVE % "{id: c, count: {n: 2, min: 4}}"
    assert [f.code for f in lint(framework(text)) if f.code in ("STR202", "STR224")] == []


def test_word_rules_are_silent_on_another_language() -> None:
    text = "language: de\n" + cells("Writes a clear design.", "Writes a very clear design.")
    assert found(text, "STR205") == []
    assert found(text, "STR207") == []


DOOR = """\
tracks:
  - id: ic
    title: Engineer
    levels: [{{id: L2, rank: 2}}, {{id: L3, rank: 3}}, {{id: L4, rank: 4}}]
  - {{id: m, title: Manager, kind: management, levels: [{{id: M1, rank: 4}}]}}
moves:
  - {{id: lead, kind: crossover, from: ic/{start}, to: m/M1}}
  - {{id: back, kind: return, from: m/M1, to: ic/L4, lands_on: {lands_on}}}
equivalences: [{{a: ic/L4, b: m/M1, equal: {equal}}}]
"""


@pytest.mark.parametrize(
    ("start", "lands_on", "equal", "skipped"),
    [
        ("L2", "last_held", "true", ["the level L3"]),
        ("L2", "equivalent", "true", ["the level L3"]),
        ("L3", "equivalent", "true", ["what the promotion to L4 asks for"]),
        ("L3", "last_held", "true", []),
        ("L4", "equivalent", "true", []),
        ("L2", "equivalent", "false", []),
    ],
)
def test_a_back_door_is_named_with_what_it_skips(
    start: str, lands_on: str, equal: str, skipped: list[str]
) -> None:
    findings = found(DOOR.format(start=start, lands_on=lands_on, equal=equal), "STR225")
    assert [f.sentence.split("together they skip ")[1] for f in findings] == [
        f"{words}." for words in skipped
    ]
