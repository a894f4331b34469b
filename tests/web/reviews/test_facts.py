"""What is stored about people equals what the core makes of their released results."""

from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.factories import TODAY, person
from tests.web.reviews.factories import document, member, result, version
from trellis.readiness.facts import Facts
from trellis.readiness.measures import measure
from trellis.readiness.standpoint import Standpoint
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries import resolved
from trellis_web.people.models import Person
from trellis_web.readiness.actions import refresh
from trellis_web.readiness.models import CriterionFact, MoveFact, Readiness
from trellis_web.readiness.rules import Amounts, amounts
from trellis_web.reviews.actions import push_facts
from trellis_web.reviews.queries import facts_of, facts_of_many, judgement_of, months_between

pytestmark = pytest.mark.django_db

RATING = st.fixed_dictionaries(
    {
        "score": st.none() | st.integers(1, 5),
        "next": st.sampled_from(["", "shows", "shows", "not_yet", "no_opportunity"]),
    }
)
RESULT = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["review", "review", "checkin"]),
        "is_absent": st.sampled_from([False, False, False, True]),
        "is_calibrated": st.booleans(),
        "level": st.sampled_from(["L1", "L1", "L1", "L2"]),
        "ratings": st.dictionaries(st.sampled_from(["c1", "c2", "c3"]), RATING),
    }
)
HISTORY = st.dictionaries(st.integers(1, 5), RESULT, max_size=5)


def store(someone: Person, history: dict[int, dict[str, Any]], pinned: Version) -> None:
    """The results of a person, half a year each, numbered by their round."""
    for seq, said in history.items():
        half = date(2023 + seq // 2, 1 + 6 * (seq % 2), 1)
        end = date(half.year, 6, 30) if half.month == 1 else date(half.year, 12, 31)
        result(someone, pinned, seq=seq, from_on=half, to_on=end, **said)


@settings(max_examples=30)
@given(st.lists(HISTORY, min_size=1, max_size=3))
def test_the_stored_facts_are_those_of_the_core(histories: list[dict[int, Any]]) -> None:
    with transaction.atomic():
        pinned = version()
        people = [member(level_since=date(2023, 1, 1)) for _ in histories]
        for someone, history in zip(people, histories, strict=True):
            store(someone, history, pinned)
        push_facts([someone.pk for someone in people], today=TODAY)
        refresh(today=TODAY)
        for someone in people:
            assert_as_judged(someone, pinned)
        transaction.set_rollback(True)


def assert_as_judged(someone: Person, pinned: Version) -> None:
    """Every stored integer of a person is the one that the core measures from their facts."""
    framework = resolved(pinned)
    move = framework.moves["L1-L2"]
    at = Standpoint.towards(framework, move, facts_of(someone, move, pinned, today=TODAY))
    fact = MoveFact.objects.get(person=someone)
    assert (fact.n1, fact.n2, fact.n3, fact.n4, fact.n5) == at.scores().at
    assert (fact.counts_now, fact.run_months) == (at.run().latest, at.run().months)
    assert fact.calibrated == (at.review.calibrated if at.review else None)
    for leaf in move.leaves():
        stored = CriterionFact.objects.filter(person=someone, criterion__slug=leaf.id).first()
        found = Amounts(stored.seen, stored.have) if stored else Amounts()
        assert found == (amounts(measure(leaf, at)) if names(leaf) else Amounts())
    judged = judgement_of(someone, "L1-L2", pinned, today=TODAY).readiness
    assert Readiness.objects.get(person=someone).state == judged.value


def names(leaf: Any) -> bool:
    """Whether a criterion names competencies, so that a release stores a row for it."""
    rule = leaf.average or leaf.floor or leaf.count or leaf.operating_at_next
    return bool(rule and rule.of)


def run_months(someone: Person) -> int:
    push_facts([someone.pk], today=TODAY)
    return MoveFact.objects.get(person=someone).run_months


SHOWS = {"c1": {"next": "shows"}}
NOT_YET = {"c1": {"next": "not_yet"}}


@pytest.mark.parametrize(
    ("history", "months"),
    [
        ({1: {"ratings": SHOWS}, 2: {"ratings": SHOWS}}, 12),
        ({1: {"ratings": SHOWS}, 3: {"ratings": SHOWS}}, 6),
        ({1: {"ratings": SHOWS}, 2: {"is_absent": True}, 3: {"ratings": SHOWS}}, 12),
        ({1: {"ratings": SHOWS}, 2: {}, 3: {"ratings": SHOWS}}, 6),
        ({1: {"ratings": SHOWS}, 2: {"ratings": NOT_YET}}, 0),
        ({1: {"ratings": SHOWS}, 2: {"ratings": SHOWS, "kind": "checkin"}}, 12),
    ],
    ids=["in a row", "skipped round", "away", "nothing seen", "not yet", "check-in"],
)
def test_a_run_counts_whole_months_in_a_row(history: dict[int, Any], months: int) -> None:
    someone = member(level_since=date(2023, 1, 1))
    store(someone, history, version())
    assert run_months(someone) == months


def test_a_checkin_never_replaces_scores() -> None:
    someone = member(level_since=date(2023, 1, 1))
    review = {"ratings": {"c1": {"score": 4}}}
    checkin = {"ratings": {"c1": {"next": "shows"}}, "kind": "checkin"}
    store(someone, {1: review, 2: checkin}, version())
    push_facts([someone.pk], today=TODAY)
    assert MoveFact.objects.get(person=someone).n4 == 1


def test_the_latest_observation_of_each_competency_counts() -> None:
    someone = member(level_since=date(2023, 1, 1))
    later = {"c1": {"score": 2, "next": ""}, "c2": {"next": "shows"}}
    store(someone, {1: {"ratings": NOT_YET | {"c2": {"next": "not_yet"}}}, 2: {"ratings": later}},
          version())  # fmt: skip
    push_facts([someone.pk], today=TODAY)
    fact = MoveFact.objects.get(person=someone)
    assert (fact.n_shows, fact.n_not_yet, fact.b2) == (1, 1, 1)


def test_a_person_without_a_position_has_no_facts() -> None:
    pinned = version()
    move = resolved(pinned).moves["L1-L2"]
    assert facts_of(person(), move, pinned, today=TODAY) == Facts()


def test_results_of_another_family_with_the_same_level_do_not_speak() -> None:
    sales, here = version(document("sales")), version()
    someone = member(level_since=date(2023, 1, 1))
    store(someone, {1: {"ratings": SHOWS}}, sales)
    move = resolved(here).moves["L1-L2"]
    assert facts_of(someone, move, here, today=TODAY).cycles == ()


def test_judging_uses_what_the_pinned_version_expected() -> None:
    first = version()
    someone = member(level_since=date(2023, 1, 1))
    store(someone, {1: {"ratings": {f"c{n}": {"score": 4} for n in (1, 2, 3)}}}, first)
    second = version(document(competencies=6))
    states = judgement_of(someone, "L1-L2", second, today=TODAY).states
    assert states["floor"].value == "met"


def test_facts_of_many_need_the_same_queries_for_3_and_30() -> None:
    pinned = version()
    move = resolved(pinned).moves["L1-L2"]
    counts = []
    for people in (3, 30):
        found = [member(level_since=date(2023, 1, 1)) for _ in range(people)]
        for someone in found:
            store(someone, {1: {"ratings": SHOWS}}, pinned)
        with CaptureQueriesContext(connection) as queries:
            assert len(facts_of_many([p.pk for p in found], move, pinned, today=TODAY)) == people
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("since", "months"),
    [
        (date(2026, 11, 22), 0),
        (date(2026, 10, 23), 0),
        (date(2026, 10, 22), 1),
        (date(2025, 11, 22), 12),
        (date(2027, 1, 1), 0),
    ],
)
def test_months_in_level_are_whole_calendar_months(since: date, months: int) -> None:
    assert months_between(since, date(2026, 11, 22)) == months
