"""A group of criteria with an id is waived as a single criterion is, with all that is in it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.factories import TODAY
from tests.web.promotions import stage as staging
from tests.web.promotions.stage import FRAMEWORK, SOON, WHEN, Stage, code, not_yet, promoted
from trellis_web.people.models import Person
from trellis_web.promotions.actions import answer_waiver, ask_waiver, give_back, submit_case
from trellis_web.promotions.models import Case, Waiver
from trellis_web.promotions.queries.citable import citable_for
from trellis_web.promotions.queries.criteria import standings, waivable
from trellis_web.promotions.rules.verdicts import Weighed
from trellis_web.readiness.models import CriterionFact, Readiness
from trellis_web.reviews.queries.facts import judgement_of

pytestmark = pytest.mark.django_db

GROUPED = FRAMEWORK.replace(
    """      - {id: led, text: Led a project from the first question to the last user.}
""",
    """      - id: delivery
        any:
          - {id: led, text: Led a project from the first question to the last user.}
          - {id: long, months_in_level: {min: 60}}
      - all:
          - {id: months, months_in_level: {min: 1}}
""",
)
WORDING = (
    "Any of: Led a project from the first question to the last user;"
    " At least 60 months in the level."
)
WHY = "Came as a senior from outside."


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The stage, with the text criterion in a group with an id beside a group without one."""
    monkeypatch.setattr(staging, "FRAMEWORK", GROUPED)
    return Stage()


def ask(at: Stage, criterion: str = "delivery") -> Waiver:
    about: dict[str, Any] = {"person": at.maya, "move": at.move, "criterion": criterion}
    return ask_waiver(**about, reason=WHY, by=at.tom, **WHEN)


def waive(at: Stage, criterion: str = "delivery") -> Waiver:
    return answer_waiver(ask(at, criterion), is_approved=True, by=at.hana, **WHEN)


def states(case: Case) -> dict[str, str]:
    return {each.criterion: each.state.value for each in standings(case, today=TODAY)}


def stored(at: Stage) -> tuple[str, int]:
    row = Readiness.objects.get(person=at.maya, move=at.move)
    return row.state, row.n_open


def browser(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def test_single_conditions_and_groups_with_an_id_are_offered_in_words(at: Stage) -> None:
    offered = waivable(at.move)
    assert list(offered) == ["tenure", "delivery", "led", "long", "months", "manager"]
    assert offered["delivery"] == WORDING
    page = browser(at.tom).get(reverse("waiver_form", args=[at.maya.pk, at.move.pk]))
    assert f'<option value="delivery">{WORDING}</option>' in page.content.decode()


def test_a_group_is_waived_once_a_second_agrees_and_readiness_follows(at: Stage) -> None:
    case = at.submitted()
    assert code(lambda: ask(at, "wish")) == "criterion-unknown"
    waiver = ask(at)
    assert (waiver.wording, code(lambda: ask(at))) == (WORDING, "waiver-asked")
    assert (states(case)["led"], stored(at)) == ("not_assessed", ("nearly", 1))
    assert (
        code(lambda: answer_waiver(waiver, is_approved=True, by=at.tom, **WHEN)) == "not-permitted"
    )
    answer_waiver(waiver, is_approved=True, by=at.hana, **WHEN)
    assert stored(at) == ("ready", 0)
    assert list(states(case).items())[1:4] == [
        ("delivery", "waived"), ("led", "waived"), ("long", "waived"),
    ]  # fmt: skip
    judged = judgement_of(at.maya, "L1-L2", at.version, today=TODAY)
    assert judged.readiness.value == "ready"
    assert judged.waived_groups[0].sentence == f"{WORDING[:-1]}: waived, {WHY}"
    assert CriterionFact.objects.get(waived=True).criterion.slug == "delivery"


def test_who_asked_in_hr_cannot_agree_to_a_group_either(at: Stage) -> None:
    about: dict[str, Any] = {"person": at.maya, "move": at.move, "criterion": "delivery"}
    waiver = ask_waiver(**about, reason=WHY, by=at.hana, **WHEN)
    own = code(lambda: answer_waiver(waiver, is_approved=True, by=at.hana, **WHEN))
    assert own == "second-needed"
    assert answer_waiver(waiver, is_approved=True, by=at.ines, **WHEN).is_approved


def test_the_page_says_why_and_who_agreed_and_asks_nothing_in_the_group(at: Stage) -> None:
    case = at.submitted()
    page = reverse("case", args=[case.pk])
    assert "Say how it stands" in browser(at.tom).get(page).content.decode()
    post = {"criterion": "delivery", "reason": WHY}
    new = reverse("waiver_new", args=[at.maya.pk, at.move.pk])
    wrong = browser(at.tom).post(new, post | {"criterion": "wish"})
    assert (wrong.status_code, Waiver.objects.count()) == (422, 0)
    assert "The move does not ask for this." in wrong.content.decode()
    browser(at.tom).post(new, post)
    assert WORDING in browser(at.hana).get(reverse("second_list")).content.decode()
    answer = reverse("waiver_answer", args=[Waiver.objects.get().pk])
    browser(at.hana).post(answer, {"answer": "yes"})
    for reader in (at.tom, at.maya):
        shown = browser(reader).get(page).content.decode()
        assert WORDING in shown
        assert f"Waived, {WHY}" in shown
        assert "Waived by Tom Reyes, and Hana Sato agreed." in shown
        assert "Say how it stands" not in shown
    offered = [about for about, _ in citable_for(case, standings(case, today=TODAY))]
    assert "criterion:tenure" in offered
    assert not {"criterion:delivery", "criterion:led"} & set(offered)


def test_a_case_keeps_the_group_as_it_was_handed_in(at: Stage) -> None:
    case = at.submitted()
    waive(at)
    give_back(case, by=at.tom, **WHEN)
    case.refresh_from_db()
    submit_case(case, changed=case.changed, by=at.maya, **WHEN)
    rows = case.findings.order_by("order")
    assert [each.criterion for each in rows] == [
        "tenure", "delivery", "led", "long", "months", "manager",
    ]  # fmt: skip
    kept = case.findings.get(criterion="delivery")
    assert (kept.kind, kept.state, kept.wording) == ("any", "waived", WORDING)
    assert kept.sentence == f"{WORDING[:-1]}: waived, {WHY}"


def test_a_waived_group_is_no_reason_for_not_yet_and_needs_no_override(at: Stage) -> None:
    case = at.discussed()
    form = reverse("case_decision_new", args=[case.pk])
    assert "How it stands" in browser(at.chair).get(form).content.decode()
    waive(at)
    waive(at, "manager")
    assert code(lambda: at.decide(case, not_yet())) == "criterion-waived"
    said = {"delivery": Weighed("not_met", "It would be good to see it.")}
    assert code(lambda: at.decide(case, not_yet(criteria=said))) == "criterion-waived"
    assert code(lambda: at.decide(case, not_yet(criteria={}, recheck_on=SOON))) == "nothing-unmet"
    shown = browser(at.chair).get(form).content.decode()
    assert WORDING in shown
    assert "How it stands" not in shown
    decision = at.decide(case, promoted())
    rows = {each.criterion: (each.state, each.reason) for each in decision.criteria.all()}
    assert not decision.is_override
    assert rows["delivery"] == ("waived", f"{WORDING[:-1]}: waived, {WHY}")
    assert rows["led"][0] == "waived"
    assert rows["led"][1].endswith(f"waived, {WHY}")
