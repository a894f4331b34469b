"""Each statement rule: what it is about, and what only looks like it."""

import pytest

from trellis.lint.run import lint_statement

FIRES = [
    ("OBS101", "Shows a great deal of ownership in projects.", "Shows a great deal of ownership"),
    ("OBS101", "Has strong communication skills at work.", "Has strong communication skills"),
    ("OBS101", "Ability to diagnose a fault in production.", "Ability to"),
    ("OBS101", "Can create a mailbox for an executive.", "Can"),
    ("OBS102", "Stays calm when an outage lasts for hours.", "calm"),
    ("OBS102", "A self-starter who begins work early.", "self-starter"),
    ("OBS103", "Deep knowledge of several areas of tax law.", "knowledge"),
    ("OBS103", "Knows which areas they have seen before.", "Knows"),
    ("OBS103", "Values the team over themselves each day.", "Values"),
    ("OBS104", "Supports colleagues in their daily work.", "Supports"),
    ("OBS104", "Takes ownership of the onboarding of others.", "Takes ownership"),
    ("OBS105", "Gives actionable feedback to team mates.", "actionable"),
    ("OBS105", "Builds well-scoped features with a colleague.", "well-scoped"),
    ("OBS106", "Regularly pairs with an engineer of the team.", "Regularly"),
    ("OBS107", "Updates the ticket as needed before the release.", "as needed"),
    ("OBS107", "Writes notes, minutes, tickets etc. after a meeting.", "etc"),
    ("OBS108", "Pairs with less experienced engineers in the team.", "less experienced"),
    ("OBS109", "Sought out for guidance on any topic.", "Sought out"),
    ("OBS109", "Has a reputation for finishing what they start.", "reputation"),
    ("OBS110", "Raises the morale of the people around them.", "morale"),
    ("OBS111", "Never leaves a request without an answer.", "Never"),
    ("OBS112", "Looks for the low-hanging fruit in a backlog.", "low-hanging fruit"),
    ("OBS112", "Plans the manpower of a site for a quarter.", "manpower"),
    ("OBS113", "Designs services as expected of a principal.", "as expected of"),
    ("OBS114", "A track record of closing deals in retail.", "track record"),
    ("OBS114", "Has 5 years of proven experience in sales.", "years of proven experience"),
    ("OBS115", "Writes the plan; leads the kick-off with sales.", "leads"),
    ("OBS115", "Writes the design and mentors two colleagues.", "mentors"),
    ("OBS115", "Asks for feedback in a review. Gives it on the next day.", "Gives"),
    ("OBS116", "Team work.", "Team work"),
]  # fmt: skip
SILENT = [
    ("OBS101", "Has led an initiative that two teams took part in."),
    ("OBS101", "Shows the number of defects before and after."),
    ("OBS101", "Works with the product leadership on a yearly plan."),
    ("OBS102", "Organises training days and review dates."),
    ("OBS102", "Writes an article after a new kind of case is solved."),
    ("OBS103", "Adds an article to the knowledge base each week."),
    ("OBS103", "Publishes the value of each goal every month."),
    ("OBS103", "Trains a machine learning model and reports its error."),
    ("OBS103", "Answers requests with a known solution within one day."),
    ("OBS104", "Supports at least two colleagues a quarter in a first project."),
    ("OBS104", "Manages the budget of a department."),
    ("OBS104", "Answers a support ticket within one working day."),
    ("OBS105", "Names an important-looking number and its source."),
    ("OBS106", "Meets each report regularly, at least every two weeks."),
    ("OBS107", "Orders the backlog by what each entry should move."),
    ("OBS108", "Cuts the build time, which is now faster than in the last quarter."),
    ("OBS108", "Lowers the yearly cost of a system."),
    ("OBS109", "Answers questions that two other teams ask each month."),
    ("OBS110", "Raises the share of tickets with high satisfaction from 70 % to 80 %."),
    ("OBS111", "Sends the notes to all who were invited."),
    ("OBS112", "Leads a project of two teams."),
    ("OBS113", "Presents the levels of a framework to new managers."),
    ("OBS114", "Plans the staffing of two teams for three years."),
    ("OBS115", "Writes plans and reports for the team."),
    ("OBS115", "Tests a prototype with five users and records what each could not do."),
    ("OBS115", "Writes the plan of a project and reviews it with the team every month."),
    ("OBS115", "Writes release notes for version 2.0 and its users."),
    ("OBS116", "Writes the weekly report."),
]


def codes(text: str) -> set[str]:
    return {finding.code for finding in lint_statement(text).findings}


@pytest.mark.parametrize(("code", "text", "words"), FIRES, ids=lambda value: value[:40])
def test_it_fires_on_these_words(code: str, text: str, words: str) -> None:
    found = lint_statement(text).findings
    assert (code, words) in [(finding.code, finding.subject) for finding in found]


@pytest.mark.parametrize(("code", "text"), SILENT, ids=lambda value: value[:40])
def test_it_is_silent_on_a_near_miss(code: str, text: str) -> None:
    assert code not in codes(text)


def test_every_rule_has_a_near_miss() -> None:
    assert {code for code, _ in SILENT} == {code for code, _, _ in FIRES}


def test_a_word_of_the_glossary_is_defined() -> None:
    text = "Delivers complex projects with a dated plan."
    assert "OBS105" in codes(text)
    defined = lint_statement(text, glossary=("Complex", "large account"))
    assert "OBS105" not in {finding.code for finding in defined.findings}


def test_a_phrase_of_the_glossary_defines_its_words_only_where_it_stands() -> None:
    glossary = ("complex projects",)
    first = lint_statement("Delivers complex projects by plan.", glossary=glossary)
    other = lint_statement("Delivers complex features by plan.", glossary=glossary)
    assert [finding.code for finding in first.findings] == []
    assert [finding.code for finding in other.findings] == ["OBS105"]


@pytest.mark.parametrize("language", ["de", "fr-FR", "", "../en", "xx"])
def test_english_rules_are_silent_on_another_language(language: str) -> None:
    assert lint_statement("Demonstrates leadership.", language).findings == ()


@pytest.mark.parametrize("language", ["en", "en-GB", "EN_us"])
def test_english_of_any_region_is_english(language: str) -> None:
    assert lint_statement("Demonstrates leadership.", language).findings
