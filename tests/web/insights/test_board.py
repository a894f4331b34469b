"""The readiness board: who sees whom, what is computed, what is hidden."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests.web import factories as make
from tests.web.insights.company import LOW, READY, executive, member, published, stored
from tests.web.reviews.browsing import signed_in, text
from trellis.readiness.criteria import Readiness as State
from trellis.stats.suppression import SMALLEST
from trellis_web.audit.models import Event
from trellis_web.insights.models import BoardNote
from trellis_web.insights.rules import COLUMNS, counts
from trellis_web.people.models import Person
from trellis_web.readiness.models import Move, Readiness

pytestmark = pytest.mark.django_db
BOARD = "/insights/readiness/"


@pytest.fixture
def tom() -> Person:
    published()
    return make.person("Tom Reyes")


@pytest.fixture
def maya(tom: Person) -> Person:
    maya = member("Maya Okafor", tom, LOW)
    stored()
    return maya


def page(actor: Person, address: str = BOARD) -> str:
    answer = signed_in(actor).get(address)
    assert answer.status_code == 200, address
    return text(answer)


def rule(of: Person) -> str:
    return f"{BOARD}people/{of.pk}/engineering/L1-L2"


def test_a_card_says_in_a_few_words_what_is_open_and_what_helps_most(
    tom: Person, maya: Person
) -> None:
    shown = page(tom)
    assert "Average 3 of 3.5, Confirmed example" in shown
    assert "Helps most:</b> note an example" in shown
    assert "not yet, 3 from 3 ratings" not in shown, "the rule of the person says it in full"


def test_a_manager_sees_present_reports_and_hr_everybody_but_themself(
    tom: Person, maya: Person
) -> None:
    member("Ben Ade", make.person("Olga"), LOW)
    hana = make.hr("Hana Sato")
    make.position(hana, level="L1")
    stored()
    assert "Maya Okafor" in page(tom)
    assert "Ben Ade" not in page(tom)
    shown = page(hana)
    assert "Maya Okafor" in shown
    assert "Ben Ade" in shown
    assert f"people/{hana.pk}/" not in shown


def test_an_executive_reads_numbers_from_five_people_on_and_never_a_name(tom: Person) -> None:
    eva = executive()
    for n in range(4):
        member(f"Person {n} of four", tom, LOW)
    stored()
    assert "Fewer than 5 people stand here" in page(eva)
    for n in range(6):
        member(f"Person {n} of six", tom, LOW)
    stored()
    shown = page(eva)
    assert "(10)" in shown
    assert "Person" not in shown.replace("People", "")
    assert "Has led a project" in shown
    column = signed_in(eva).get(f"{BOARD}moves/{Move.objects.first().pk}/building/")  # type: ignore[union-attr]
    assert column.status_code == 403


def test_no_column_of_fewer_than_five_can_be_told_from_the_total() -> None:
    @given(st.lists(st.integers(0, 30), min_size=4, max_size=4))
    def check(sizes: list[int]) -> None:
        found = dict(zip([state.value for state in COLUMNS], sizes, strict=True))
        seen = counts(found, is_personal=False)
        shown = {state: n for state, n in seen.by_state.items() if n is not None}
        assert all(n == 0 or n >= SMALLEST for n in shown.values())
        hidden = sum(sizes) - sum(shown.values())
        assert seen.people is None or hidden == 0 or hidden >= SMALLEST
        assert seen.people is None or len(seen.by_state) - len(shown) != 1

    check()


def test_the_queries_do_not_grow_with_the_people(tom: Person, maya: Person) -> None:
    def asked() -> int:
        client = signed_in(tom)
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(BOARD).status_code == 200
        return len(found)

    few = asked()
    for n in range(27):
        member(f"Person {n}", tom, READY if n % 2 else LOW)
    stored()
    assert asked() == few


def test_a_long_column_has_pages_of_its_own(tom: Person, maya: Person) -> None:
    for n in range(14):
        member(f"Person {n}", tom, LOW)
    stored()
    assert "7 more" in page(tom)
    move = Move.objects.get(slug="L1-L2")
    assert page(tom, f"{BOARD}moves/{move.pk}/nearly/").count("<article") == 15


def test_who_is_ready_for_two_months_without_a_case_is_named(tom: Person, maya: Person) -> None:
    Readiness.objects.filter(person=maya).update(state=State.READY.value, since="2026-08-01")
    assert "Ready for two months, and no case" in page(tom)
    Readiness.objects.filter(person=maya).update(since="2026-11-01")
    assert "Ready for two months" not in page(tom)


def test_a_note_is_for_those_who_lead_and_hr_and_moves_nothing(tom: Person, maya: Person) -> None:
    address = f"{BOARD}people/{maya.pk}/notes"
    before = Readiness.objects.values_list("state", "since").get(person=maya)
    assert signed_in(tom).post(address, {"text": "Look for a larger project."}).status_code == 302
    assert signed_in(tom).post(address, {"text": " "}).status_code == 422
    assert "Look for a larger project." in page(tom, address)
    assert "Look for a larger project." in page(make.hr(), address)
    olga = member("Olga", make.person(), LOW, level="L2")
    member("Ben", olga, LOW)
    assert signed_in(olga).get(address).status_code == 404
    assert signed_in(maya).get(address).status_code == 403
    assert Readiness.objects.values_list("state", "since").get(person=maya) == before
    assert Event.objects.filter(tag="readiness:noted").count() == BoardNote.objects.count() == 1


def test_the_rule_names_the_round_it_reads_and_is_for_three_kinds_of_readers(
    tom: Person, maya: Person
) -> None:
    for reader in (maya, tom, make.hr()):
        shown = page(reader, rule(maya))
        assert "not yet, 3 from 3 ratings, Earlier" in shown
        assert "All ratings come from one person" in shown
    stranger = member("Ben", make.person(), LOW)
    assert signed_in(stranger).get(rule(maya)).status_code == 404
    assert signed_in(executive()).get(rule(maya)).status_code == 404


def test_hr_tries_other_thresholds_and_nobody_else_does(tom: Person, maya: Person) -> None:
    member("Ann", tom, {**READY, "c1": {"score": 3, "next": "shows"}})
    stored()
    move = Move.objects.get(slug="L1-L2")
    address = f"{BOARD}moves/{move.pk}/thresholds"
    assert signed_in(tom).get(address).status_code == 403
    shown = page(make.hr(), f"{address}?criterion=mean")
    assert "2 people whom you may see" in shown
    assert "in force" in shown
    assert signed_in(make.hr()).get(f"{address}?criterion=none").status_code == 404
