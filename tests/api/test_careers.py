"""The map, roles and rules of promotion by token: as their pages tell them, to the same readers."""

from datetime import date
from typing import Any

import pytest

from tests.contract.by_token import ask, token_of
from tests.web.careers.company import data, engineering, maya
from tests.web.factories import NOW, TODAY, grant, hr, person, position
from tests.web.insights import company as board
from tests.web.reviews.factories import result
from trellis_web.access.rules import Scope
from trellis_web.people.models import Person
from trellis_web.promotions.actions import add_member, create_committee, set_seats
from trellis_web.readiness.models import Readiness

pytestmark = pytest.mark.django_db


def read(who: Person, address: str, *scopes: str) -> tuple[int, Any]:
    """The status and the JSON of an address."""
    headers = {"Authorization": f"Bearer {token_of(who, *scopes)}"}
    answer = ask(headers, f"/api/v1/{address}")
    return answer.status_code, answer.json()


def rated(**scores: int) -> Person:
    """Maya at L2 of engineering, with one released result."""
    pinned, someone = engineering(), maya()
    data()
    result(someone, pinned, level="L2", ratings={k: {"score": v} for k, v in scores.items()})
    return someone


def test_the_map_has_every_line_and_link_and_nothing_of_the_reader() -> None:
    someone = rated(design=3)
    stranger = person("No Level")
    status, found = read(stranger, "career-map")
    assert (status, read(someone, "career-map")[1]) == (200, found)
    keys = [[stop["key"] for stop in line["stops"]] for line in found["lines"]]
    assert ["engineering/M1", "engineering/M2"] in keys
    assert {"data/D2"} in [set(each) for each in keys]
    kinds = {(each["a"], each["b"]): each["kind"] for each in found["links"]}
    assert kinds["engineering/L2", "data/D2"] == "lateral"


def test_people_on_the_map_are_counted_for_those_who_manage_people() -> None:
    someone = rated(design=3)
    assert read(someone, "career-map/people")[0] == 403
    counted = {each["key"]: each["people"] for each in read(hr(), "career-map/people")[1]["items"]}
    assert counted == {"engineering/L2": 1}


def test_a_level_of_the_map_tells_each_reader_how_it_stands_towards_them() -> None:
    someone = rated(design=3, communication=4)
    status, mine = read(someone, "career-map/data/D2")
    assert (status, mine["state"]) == (200, "lateral")
    assert (mine["carry"]["carried"], mine["carry"]["asked"]) == (1, 2)
    assert [(each["move"], each["is_mine"]) for each in mine["ways"]] == [("L2-D2", True)]
    _status, other = read(person("No Level"), "career-map/data/D2")
    assert (other["state"], other["carry"]) == ("", None)
    assert read(someone, "career-map/data/D9")[0] == read(someone, "career-map/none/D2")[0] == 404
    assert read(someone, "career-map/data/D2", Scope.FRAMEWORKS_READ)[0] == 403


def test_how_long_others_took_is_told_from_five_people_on() -> None:
    someone = rated(design=3)
    for n in range(5):
        assert read(someone, "career-map/engineering/L3")[1]["pace"] is None, n
        other, since = person(f"Mover {n}"), date(2024, 6 + n, 1)
        before = date(2023, 1, 1)
        position(other, level="L2", since=before, level_since=before, until=since)
        position(other, level="L3", since=since, level_since=since)
    pace = read(someone, "career-map/engineering/L3")[1]["pace"]
    assert (pace["from_key"], pace["moves"]) == ("engineering/L2", 5)


def test_roles_are_listed_searched_and_read_and_their_band_is_for_those_who_see_it() -> None:
    someone = rated(design=3)
    every = read(someone, "roles")[1]["items"]
    assert {each["level"] for each in every} == {"L2", "L3", "L4", "L5", "M1", "M2", "D2"}
    assert {each["band"] for each in every} == {None}
    assert [each["level"] for each in read(someone, "roles?q=modelling")[1]["items"]] == ["D2"]
    assert read(someone, "roles?family=data")[0] == 400
    _status, role = read(hr(), "roles/engineering/L3")
    assert role["band"] == "B3"
    assert ["Designs across two services."] in [each["sentences"] for each in role["competencies"]]
    around = {(each["move"], each["is_inward"]) for each in role["moves"]}
    assert around == {("L3-L4", False), ("L3-M1", False), ("L2-L3", True), ("back", True)}
    assert read(someone, "roles/engineering/L3")[1]["band"] is None
    assert read(someone, "roles/engineering/L9")[0] == 404


def test_a_competency_names_the_roles_that_ask_for_it() -> None:
    someone = rated(design=3)
    found = read(someone, "competencies/communication/roles")[1]["items"]
    assert {each["family"] for each in found} == {"engineering", "data"}
    assert read(someone, "competencies/none/roles")[0] == 404


def test_roles_within_reach_come_by_what_carries_over() -> None:
    someone = rated(design=3, communication=3)
    found = read(someone, "reachable-roles")[1]["items"]
    assert (found[0]["level"], found[0]["first_move"], found[0]["moves"]) == ("D2", "L2-D2", 1)
    assert {each["level"] for each in found} == {"D2", "L3", "L4", "L5", "M1", "M2"}
    assert read(person("No Level"), "reachable-roles")[1]["items"] == []
    assert read(someone, "reachable-roles", Scope.FRAMEWORKS_READ)[0] == 403


def test_how_promotion_works_is_the_same_for_everybody() -> None:
    version, hana = engineering(), hr()
    when: dict[str, Any] = {"by": hana, "now": NOW, "today": TODAY}
    made = create_committee(title="First", **when)
    add_member(made, person=person("Chair"), is_chair=True, **when)
    plan = set_seats(family=version.family, level="L3", seats=2, rule="By date.", **when)
    address = f"families/{version.family_id}/promotion"
    status, found = read(maya(), address)
    assert (status, read(person("No Level"), address)[1]) == (200, found)
    assert (found["version_id"], found["committee_ids"]) == (version.pk, [made.pk])
    assert (found["days_to_object"] > 0, found["days_to_tell"]) == (True, 0)
    rules = {each["move"]: each for each in found["rules"]}
    assert rules["L2-L3"]["seat_plan_ids"] == [plan.pk]
    assert rules["L2-L3"]["before"][0]["checked"] == "Average 3.5 or higher"
    assert "endorsement" in rules["L2-L3"]["in_case"][0]["asks"].casefold()
    assert not rules["back"]["has_case"]
    assert read(hana, "families/987654321/promotion")[0] == 404


def test_the_parity_audit_is_for_those_who_write_frameworks() -> None:
    someone = rated(design=3)
    assert read(someone, "parity")[0] == 403
    author = person("Fay Writer")
    grant(author, "framework_author")
    both, single = read(author, "parity")[1]["items"]
    assert (both["family"], both["is_comparable"], single["is_comparable"]) == (
        "engineering", True, False,
    )  # fmt: skip
    assert {each["answer"] for each in both["checks"]} <= {"yes", "no", "unsaid"}


def test_the_whole_rule_is_for_the_person_who_leads_them_and_hr() -> None:
    board.published()
    tom = person("Tom Reyes")
    someone = board.member("Maya Okafor", tom, board.LOW)
    board.stored()
    address = f"readiness/{Readiness.objects.get(person=someone).pk}/explanation"
    told = [read(reader, address) for reader in (someone, tom, hr())]
    assert told[0] == told[1] == told[2]
    status, found = told[0]
    assert (status, "not yet, 3 from 3 ratings" in str(found["before"])) == (200, True)
    assert "All ratings come from one person" in found["firm"]
    for stranger in (person("Olga"), board.executive()):
        assert read(stranger, address) == read(stranger, "readiness/987654321/explanation")
        assert read(stranger, address)[0] == 404
    board.published()
    assert read(someone, address)[0] == 404  # a version that is no longer in force
