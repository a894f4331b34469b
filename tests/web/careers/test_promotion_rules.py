"""How promotion works here: made from the rules in force, the same for everyone who reads it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.careers.company import ENGINEERING, as_, data, engineering, maya, page
from tests.web.factories import NOW, TODAY, hr, person
from trellis_web.careers.queries.parity import audits
from trellis_web.careers.queries.published import published
from trellis_web.frameworks.models import Family, Version
from trellis_web.frameworks.queries.versions import level_now
from trellis_web.promotions.actions import set_telling
from trellis_web.promotions.models import Committee, CommitteeMember, SeatPlan

pytestmark = pytest.mark.django_db
PAGE = "/careers/promotion/engineering"


def text_of(answer: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer).split())


def seats(version: Version, **fields: object) -> SeatPlan:
    values = {
        "level": "L3",
        "seats": 2,
        "rule": "By date of the case.",
        "set_at": NOW,
        "set_by": hr(),
    }
    made: SeatPlan = SeatPlan.objects.create(family=version.family, **(values | fields))
    return made


def committee(version: Version, title: str, chair: str, **fields: bool) -> None:
    by = hr()
    made = Committee.objects.create(title=title, created_at=NOW, created_by=by, **fields)
    made.families.add(version.family)
    member = person(chair)
    CommitteeMember.objects.create(
        committee=made, person=member, is_chair=True, joined_at=NOW, joined_by=by
    )


def test_a_criterion_stands_in_its_published_words_with_what_is_checked() -> None:
    engineering()
    text = text_of(page(maya(), PAGE))
    assert "Rated three and a half in the mean Checked as: Average 3.5 or higher" in text


def test_what_is_asked_before_a_case_stands_apart_from_what_is_decided_inside() -> None:
    engineering()
    rule = page(maya(), PAGE).split('id="L2-L3"')[1].split("</article>")[0]
    before, inside = rule.split("Decided inside the case")
    assert "Has led a project" in before
    assert "Has led a project" not in inside
    assert "endorsement" in inside.casefold()
    assert "All of these are needed." in before


def test_places_say_how_many_by_which_rule_and_when() -> None:
    made = engineering()
    owner = person("Ines Duarte")
    seats(made, decided_on=TODAY, owner=owner)
    text = text_of(page(maya(), PAGE))
    assert "2 places. By date of the case. Next decided on 22 Nov 2026. Ines Duarte looks" in text


def test_who_decides_and_who_hears_objections_are_named_apart() -> None:
    made = engineering()
    committee(made, "Engineering committee", "Lena Holm")
    committee(made, "Objections", "Otto Brandt", hears_appeals=True)
    text = text_of(page(maya(), PAGE))
    decides, objects = text.split("Who decides")[1].split("How to object")
    assert "Engineering committee Lena Holm (chair)" in decides
    assert "Otto Brandt" not in decides
    assert "Otto Brandt" in objects


def test_that_a_decision_is_told_in_person_first_is_a_published_rule() -> None:
    engineering()
    someone = maya()
    assert "told in person" not in page(someone, PAGE)
    set_telling(days=5, by=hr(), now=NOW, today=TODAY)
    assert "told in person first, at the latest 5 days after it" in text_of(page(someone, PAGE))


def test_a_way_back_asks_for_nothing_but_consent() -> None:
    engineering()
    rule = text_of(page(maya(), PAGE).split('id="back"')[1].split("</article>")[0])
    assert "No case and no criteria" in rule
    assert "nothing happens before you agree" in rule


def test_the_moves_from_the_readers_level_come_first() -> None:
    engineering(ENGINEERING.replace("  - {id: L2-D2", "  - {id: L2-D2", 1))
    order = re.findall(r'<div class="pa-body" id="([\w-]+)"', page(maya(), PAGE))
    assert order[:2] == ["L2-L3", "L2-D2"]
    assert len(order) == len(set(order)) == 7


def test_the_bare_address_leads_to_the_readers_own_family() -> None:
    engineering()
    data()
    analyst = person(family="data", level="D2")
    assert as_(analyst).get("/careers/promotion")["Location"] == "/careers/promotion/data"
    assert as_(analyst).get("/careers/promotion/nowhere").status_code == 404


def test_without_a_framework_the_page_says_what_comes_next() -> None:
    assert "No framework is published yet" in page(person(), "/careers/promotion")


def test_the_page_asks_the_database_as_often_for_many_rules_as_for_few() -> None:
    made, someone = engineering(), maya()
    few = _queries(someone)
    for level in ("L4", "L5", "M1", "M2"):
        seats(made, level=level, owner=person())
    committee(made, "One", "A")
    committee(made, "Two", "B")
    assert _queries(someone) <= few + 1  # the members of committees, once there are any


def _queries(someone: object) -> int:
    client = as_(someone)  # type: ignore[arg-type]
    client.get(PAGE)
    with CaptureQueriesContext(connection) as asked:
        client.get(PAGE)
    return len(asked)


def test_the_parity_audit_is_for_authors_and_hr() -> None:
    engineering()
    text = text_of(page(hr(), "/careers/parity"))
    assert "Uneven. 2 individual levels stand beside or above the first management level" in text
    assert as_(maya()).get("/careers/parity").status_code == 403


def test_an_uneven_framework_is_named_with_its_figures() -> None:
    engineering(ENGINEERING.replace("{id: M2, rank: 5,", "{id: M2, rank: 6,"))
    (audit,) = audits(published(to=hr()))
    assert not audit.is_even
    assert "L5 at rank 5, management with M2 at rank 6" in audit.checks[0][1]


def test_a_level_that_the_current_version_does_not_have_is_retired() -> None:
    engineering()
    assert level_now("engineering", "L3") is not None
    engineering(ENGINEERING.replace("L3", "L3b"))
    assert [level_now("engineering", each) is None for each in ("L3", "L3b")] == [True, False]
    assert level_now(Family.objects.get().slug, "L9") is None
