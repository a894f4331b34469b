"""What somebody typed about a case is on the page that refuses it, whatever refuses it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.promotions.stage import WHEN, Stage, not_yet
from trellis_web.people.models import Person
from trellis_web.promotions.actions import (
    ask_override,
    pass_on,
    submit_case,
    withdraw_case,
)
from trellis_web.promotions.models import Case, Override, Recusal

pytestmark = pytest.mark.django_db
KEPT = "Kept word for word, as it was typed"


@pytest.fixture
def at() -> Stage:
    return Stage()


def sent(who: Person, name: str, *keys: int, **words: Any) -> tuple[int, bool]:
    """The status of the answer, and whether the main part of it holds what was typed."""
    browser = Client()
    browser.force_login(who)
    answer = browser.post(reverse(name, args=keys), {"reason": KEPT} | words)
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return answer.status_code, KEPT in main


def led(case: Case) -> int:
    """The criterion that people answer."""
    return int(case.findings.get(criterion="led").pk)


def test_a_form_with_something_wrong_in_it_comes_back_with_its_words(at: Stage) -> None:
    case = at.discussed()
    criterion, sentence = led(case), case.statements.earliest("pk").pk
    found = {"state": "not_met", "changed": case.changed}
    rows: list[tuple[str, tuple[int, ...], dict[str, Any]]] = [
        ("case_recusal", (), {"reason": f"{KEPT}{'.' * 500}"}),
        ("case_override", (), {"reason": f"{KEPT}{'.' * 4_000}"}),
        ("case_finding", (criterion,), found | {"state": "perhaps"}),
        ("case_finding", (criterion,), found | {"confirmer": "Nobody Here"}),
        ("case_finding", (criterion,), found | {"state": "met"}),
        ("case_sentence", (sentence,), {"shown": "perhaps", "changed": case.changed}),
    ]
    answers = {
        (name, *words): sent(at.chair, name, case.pk, *keys, **words) for name, keys, words in rows
    }
    assert answers == {(name, *words): (422, True) for name, _keys, words in rows}
    assert not Recusal.objects.exists()
    assert not Override.objects.exists()


def test_who_was_slower_gets_their_words_back(at: Stage) -> None:
    case = at.discussed()
    ask_override(case, reason="I was first.", by=at.chair, **WHEN)
    assert sent(at.chair, "case_override", case.pk) == (409, True)
    stale = {"state": "not_met", "changed": case.changed - 1}
    assert sent(at.chair, "case_finding", case.pk, led(case), **stale) == (409, True)
    assert sent(at.chair, "case_vote", case.pk, choice="promote") == (409, True)


def ended(at: Stage, end: Callable[[Case], object]) -> dict[str, tuple[int, bool]]:
    """What those get who decide a case that has just ended."""
    case = at.discussed()
    finding = {"state": "not_met", "changed": case.changed}
    criterion = led(case)
    end(case)
    return {
        "recusal": sent(at.member, "case_recusal", case.pk),
        "override": sent(at.chair, "case_override", case.pk),
        "finding": sent(at.chair, "case_finding", case.pk, criterion, **finding),
    }


@pytest.mark.parametrize("how", ["withdrawn", "decided"])
def test_words_about_a_case_that_ended_meanwhile_come_back(at: Stage, how: str) -> None:
    ends: dict[str, Callable[[Case], object]] = {
        "withdrawn": lambda case: withdraw_case(case, by=at.maya, **WHEN),
        "decided": lambda case: at.decide(case, not_yet()),
    }
    found = ended(at, ends[how])
    assert found == dict.fromkeys(("recusal", "override", "finding"), (409, True))
    assert not Recusal.objects.exists()
    assert not Override.objects.exists()


def test_words_about_an_objection_that_was_decided_meanwhile_come_back(at: Stage) -> None:
    case, appeal, judge, other = at.objected()
    at.decide(case, not_yet(), appeal=appeal, by=judge)
    assert sent(other, "appeal_recusal", case.pk) == (409, True)
    assert sent(judge, "appeal_override", case.pk) == (409, True)


def test_a_finding_of_the_manager_comes_back_when_the_case_was_withdrawn(at: Stage) -> None:
    case = at.submitted()
    said = {"state": "not_met", "changed": case.changed}
    withdraw_case(case, by=at.maya, **WHEN)
    assert sent(at.tom, "case_finding", case.pk, led(case), **said) == (409, True)
    assert case.findings.get(criterion="led").sentence != KEPT


def test_a_statement_comes_back_when_the_case_was_handed_in_meanwhile(at: Stage) -> None:
    case = at.draft()
    submit_case(case, changed=case.changed, by=at.maya, **WHEN)
    late = {"statement": KEPT, "changed": case.changed}
    assert sent(at.maya, "case_statement", case.pk, **late) == (409, True)
    pass_on(case, committee=at.committee, by=at.tom, **WHEN)
    assert sent(at.maya, "case_statement", case.pk, **late) == (409, True)
