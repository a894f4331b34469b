"""The readiness board by token: for the eyes of its page, and small groups stay hidden."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.contract.by_token import ask, token_of
from tests.web import factories as make
from tests.web.insights.company import LOW, READY, executive, member, published, stored
from trellis_web.access.rules import Scope
from trellis_web.people.models import Person
from trellis_web.readiness.models import Move, Readiness

pytestmark = pytest.mark.django_db
LIST = "/api/v1/readiness-boards"


@pytest.fixture
def tom() -> Person:
    published()
    return make.person("Tom Reyes")


@pytest.fixture
def maya(tom: Person) -> Person:
    maya = member("Maya Okafor", tom, LOW)
    stored()
    return maya


def read(who: Person, address: str = "", *scopes: str) -> tuple[int, Any]:
    """The status and the JSON of an address below the list."""
    headers = {"Authorization": f"Bearer {token_of(who, *scopes)}"}
    answer = ask(headers, f"{LIST}{address}")
    return answer.status_code, answer.json()


def test_a_manager_reads_the_columns_and_the_cards_of_present_reports(
    tom: Person, maya: Person
) -> None:
    ready = member("Ann", tom, READY)
    other = member("Ben Ade", make.person("Olga"), LOW)
    stored()
    [listed] = read(tom)[1]["items"]
    assert (listed["move"], listed["people"]) == ("L1-L2", 2)
    _status, board = read(tom, f"/{listed['id']}")
    assert sum(each["people"] for each in board["columns"]) == board["people"] == 2
    assert "Average" in str(board["blocks"])
    states = [Readiness.objects.get(person=each).state.replace(" ", "-") for each in (maya, ready)]
    found = [read(tom, f"/{listed['id']}/cards?state={state}")[1]["items"] for state in states]
    shown = {card["person_id"]: card for cards in found for card in cards}
    assert set(shown) == {maya.pk, ready.pk}
    assert other.pk not in shown
    assert shown[maya.pk]["gaps"][0] == "Average 3 of 3.5"
    assert shown[maya.pk]["helps"] == "note an example"


def test_whoever_leads_nobody_has_no_board_and_no_move_of_others(tom: Person, maya: Person) -> None:
    move = Move.objects.get(slug="L1-L2")
    for address in ("", f"/{move.pk}", f"/{move.pk}/cards?state=ready", f"/{move.pk}/thresholds"):
        assert read(maya, address)[0] == 403, address
    olga = make.person("Olga")
    member("Ben Ade", olga, LOW, level="L2")
    stored()
    hidden, missing = read(olga, f"/{move.pk}"), read(olga, "/987654321")
    assert hidden == missing
    assert hidden[0] == 404


def test_numbers_are_for_groups_of_five_on_and_name_nobody(tom: Person) -> None:
    eva = executive()
    for n in range(4):
        member(f"Four {n}", tom, LOW)
    stored()
    [listed] = read(eva)[1]["items"]
    _status, board = read(eva, f"/{listed['id']}")
    assert listed["people"] is board["people"] is board["feasibility"] is board["waiting"] is None
    assert {each["people"] for each in board["columns"]} == {None}
    assert board["blocks"] == []
    for n in range(6):
        member(f"Six {n}", tom, LOW)
    stored()
    assert read(eva)[1]["items"][0]["people"] == 10
    _status, board = read(eva, f"/{listed['id']}")
    assert (board["people"], board["waiting"]) == (10, None)
    assert {each["people"] for each in board["blocks"]} == {10}
    assert read(eva, f"/{listed['id']}/cards?state=building")[0] == 403
    assert read(eva, f"/{listed['id']}?manager_id={tom.pk}")[0] == 400


def test_a_single_person_beside_ten_is_not_told_from_the_total(tom: Person) -> None:
    for n in range(10):
        member(f"Person {n}", tom, LOW)
    member("Alone", tom, READY)
    stored()
    move = Move.objects.get(slug="L1-L2")
    _status, seen = read(executive(), f"/{move.pk}")
    shown = [each["people"] for each in seen["columns"] if each["people"] is not None]
    assert 1 not in shown
    assert seen["people"] - sum(shown) != 1
    assert read(tom, f"/{move.pk}")[1]["people"] == 11


def test_who_is_ready_for_two_months_without_a_case_is_named(tom: Person, maya: Person) -> None:
    row = Readiness.objects.filter(person=maya)
    today = timezone.localdate()
    long_ago, lately = today - timedelta(days=60), today - timedelta(days=59)
    row.update(state="ready", since=long_ago)
    address = f"/{row.get().move_id}"
    waits = {"person_id": maya.pk, "since": long_ago.isoformat()}
    assert read(tom, address)[1]["waiting"] == [waits]
    row.update(since=lately)
    assert read(tom, address)[1]["waiting"] == []


def test_a_column_is_read_a_page_at_a_time_under_filters(tom: Person, maya: Person) -> None:
    for n in range(4):
        member(f"Person {n}", tom, LOW)
    stored()
    row = Readiness.objects.get(person=maya)
    column = f"/{row.move_id}/cards?state={row.state.replace(' ', '-')}&limit=2"
    seen: list[int] = []
    cursor: str | None = ""
    while cursor is not None:
        _status, page = read(tom, f"{column}&cursor={cursor}")
        seen += [each["person_id"] for each in page["items"]]
        cursor = page["next"]
    assert len(seen) == len(set(seen)) == 5
    assert read(tom, f"{column}&manager_id={maya.pk}")[1]["items"] == []
    assert len(read(tom, f"{column}&manager_id={tom.pk}")[1]["items"]) == 2
    assert read(tom, f"{column}&unit_id=987654321")[0] == 404
    assert read(tom, f"{column}&unit=1")[0] == read(tom, f"/{row.move_id}/cards?state=x")[0] == 400


def test_hr_tries_other_thresholds_and_nobody_else_does(tom: Person, maya: Person) -> None:
    address = f"/{Move.objects.get(slug='L1-L2').pk}/thresholds"
    assert read(tom, address)[0] == 403
    hana = make.hr("Hana Sato")
    status, found = read(hana, f"{address}?criterion=mean")
    assert (status, found["people"]) == (200, 1)
    assert [each["value"] for each in found["items"] if each["is_published"]] == ["3.5"]
    assert read(hana, f"{address}?criterion=none")[0] == 404


def test_a_token_without_readiness_reads_no_board(tom: Person, maya: Person) -> None:
    status, found = read(tom, "", Scope.PEOPLE_READ)
    assert (status, found["errors"][0]["code"]) == (403, "without-scope")
