"""A case that ends while somebody types: a sentence, their words, and nothing else of the case."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.at_once import at_once
from tests.web.factories import TODAY, person
from tests.web.promotions.stage import WHEN, Stage, not_yet
from trellis_web.people.models import Person
from trellis_web.promotions.actions import (
    ask_backers,
    recuse,
    withdraw_case,
)
from trellis_web.promotions.models import Backer, Case, Decision, Vote

pytestmark = pytest.mark.django_db
KEPT = "Kept words"


def sent(who: Person, name: str, pk: int, **words: Any) -> tuple[int, str]:
    """What somebody gets who sends a form: the status and the main part of the page."""
    browser = Client()
    browser.force_login(who)
    answer = browser.post(reverse(name, args=[pk]), words)
    page = answer.content.decode()
    return answer.status_code, page.partition("<main")[2].partition("</main>")[0]


def verdict(case: Case, **changed: Any) -> dict[str, Any]:
    """A decision on its way."""
    values = {"outcome": "not_yet", "text": KEPT, "recheck_on": "2027-03-01"}
    return (
        values | {"state-1": "not_met", "reason-1": "Half way.", "changed": case.changed} | changed
    )


def test_who_decides_second_reads_who_was_first_and_keeps_their_words() -> None:
    at = Stage()
    case = at.discussed()
    late = verdict(case)
    at.decide(case, not_yet(text="The first words."))
    status, page = sent(at.chair, "case_decision", case.pk, **late)
    assert status == 409
    assert "Wei Zhang decided this case on " in page
    assert KEPT in page
    assert "Half way." in page
    for unseen in ("The first words.", "Maya", "Led a project"):
        assert unseen not in page
    assert Decision.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_windows_at_once_one_decides_and_the_other_gets_its_words_back(
    tmp_path: Path,
) -> None:
    at = Stage()
    case = at.discussed()
    late = verdict(case)
    answers = at_once(
        tmp_path,
        lambda: sent(at.chair, "case_decision", case.pk, **late),
        lambda: sent(at.chair, "case_decision", case.pk, **late),
    )
    by_status = dict(answers)
    assert set(by_status) == {302, 409}
    assert KEPT in by_status[409]
    assert Decision.objects.count() == 1


def test_a_vote_on_a_case_that_was_withdrawn_comes_back() -> None:
    at = Stage()
    case = at.in_committee()
    withdraw_case(case, by=at.maya, **WHEN)
    status, page = sent(at.member, "case_vote", case.pk, choice="promote", reason=KEPT)
    assert (status, KEPT in page) == (409, True)
    assert "Maya Okafor withdrew this case on " in page
    assert not Vote.objects.exists()


def test_the_second_decision_of_an_objection_comes_back() -> None:
    at = Stage()
    case, appeal, judge, _other = at.objected()
    assert sent(judge, "appeal_decision", case.pk, text=KEPT)[0] == 422
    at.decide(case, not_yet(), appeal=appeal, by=judge)
    status, page = sent(judge, "appeal_decision", case.pk, **verdict(case))
    assert (status, KEPT in page) == (409, True)


def test_what_a_colleague_writes_for_a_case_that_ended_comes_back() -> None:
    at = Stage()
    case, ana = at.submitted(), person("Ana Lima")
    due = TODAY.replace(day=29)
    [asked] = ask_backers(case, people=[ana], part="supporter", due_on=due, by=at.maya, **WHEN)
    withdraw_case(case, by=at.maya, **WHEN)
    status, page = sent(ana, "backing_answer", asked.pk, answer="given", text=KEPT)
    assert (status, KEPT in page) == (409, True)
    assert sent(at.tom, "backing_answer", asked.pk, answer="given", text=KEPT)[0] == 404
    assert Backer.objects.get().answer == ""


def test_nobody_learns_of_the_end_with_whom_the_case_did_not_lie() -> None:
    at = Stage()
    case = at.in_committee()
    recuse(case, reason="We are friends.", by=at.member, **WHEN)
    withdraw_case(case, by=at.maya, **WHEN)
    for each in (at.member, person("Out")):
        status, page = sent(each, "case_vote", case.pk, choice="promote", reason=KEPT)
        assert (status, "withdrew" in page) == (404, False)
