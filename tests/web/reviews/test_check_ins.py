"""Check-ins: what two people say between rounds, who reads it when, and what follows from it."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.web.factories import NOW, TODAY, hr, person, report
from tests.web.reviews.factories import member, result, version
from trellis.readiness.facts import Observation
from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.frameworks.models import Version
from trellis_web.people.models import Person, Position, ReportingLine
from trellis_web.readiness.models import CriterionFact, MoveFact
from trellis_web.reviews.actions.check_ins import (
    prepare_check_in,
    record_check_in,
    start_check_in,
)
from trellis_web.reviews.models import CheckIn, Sighting
from trellis_web.reviews.queries.check_ins import asked_in, rows_of
from trellis_web.reviews.queries.facts import histories
from trellis_web.reviews.rules.check_ins import Seen
from trellis_web.reviews.rules.refusals import Conflict, Refused

pytestmark = pytest.mark.django_db

WHEN: dict[str, Any] = {"now": NOW, "today": TODAY}
NOT_YET = {c: {"score": 3, "next": "not_yet"} for c in ("c1", "c2", "c3")}
SECRET = "Only for the two of us."


@pytest.fixture(autouse=True)
def pinned() -> Version:
    return version()


@pytest.fixture
def tom() -> Person:
    return person("Tom Reyes")


@pytest.fixture
def maya(tom: Person, pinned: Version) -> Person:
    maya = member(tom, name="Maya Okafor")
    result(maya, pinned, ratings=NOT_YET)
    return maya


def started(maya: Person) -> CheckIn:
    return start_check_in(maya, by=maya, **WHEN)


def recorded(check_in: CheckIn, by: Person, note: str = "", **seen: str) -> CheckIn:
    said = {slug: Seen(each) for slug, each in seen.items()}
    return record_check_in(check_in, seen=said, note=note, by=by, **WHEN)


def latest(maya: Person) -> dict[str, str]:
    return {each.competency: each.latest for each in asked_in(started(maya), today=TODAY)}


def test_a_check_in_asks_what_the_next_level_asks_and_knows_what_was_seen(maya: Person) -> None:
    check_in = started(maya)
    assert (check_in.level, check_in.next_level) == ("L1", "L2")
    assert latest(maya) == {"c1": "not_yet", "c2": "not_yet", "c3": "not_yet"}


def test_either_of_the_two_starts_it_and_there_is_one_at_a_time(maya: Person, tom: Person) -> None:
    assert start_check_in(maya, by=tom, **WHEN) == started(maya)
    assert Event.objects.filter(tag="check-in:started").count() == 1


@pytest.mark.parametrize("who", ["a peer", "HR", "an ex-manager", "the second line"])
def test_nobody_else_starts_or_records_it(maya: Person, tom: Person, who: str) -> None:
    check_in, second = started(maya), person()
    report(maya, second, kind="dotted")
    if who == "an ex-manager":
        ReportingLine.objects.filter(manager=tom).update(until=TODAY)
    by = {"a peer": person(), "HR": hr(), "the second line": second}.get(who, tom)
    with pytest.raises(Denied):
        start_check_in(maya, by=by, **WHEN)
    with pytest.raises(Denied):
        recorded(check_in, by, c1="shows")
    assert not Sighting.objects.exists()


def test_nobody_records_their_own(maya: Person) -> None:
    with pytest.raises(Denied):
        recorded(started(maya), maya, c1="shows")


def test_what_is_recorded_is_the_latest_observation_at_once(maya: Person, tom: Person) -> None:
    recorded(started(maya), tom, c1="shows", c2="not_yet", c3="no_opportunity")
    assert latest(maya) == {"c1": "shows", "c2": "not_yet", "c3": "no_opportunity"}
    fact = MoveFact.objects.get(person=maya, move__slug="L1-L2")
    assert (fact.n_shows, fact.n_not_yet) == (1, 1)
    assert CriterionFact.objects.filter(person=maya, criterion__slug="lead").exists()


def test_only_what_changes_is_stored_unless_there_is_a_reason(maya: Person, tom: Person) -> None:
    check_in = started(maya)
    said = {"c1": Seen("shows"), "c2": Seen("not_yet"), "c3": Seen("not_yet", "Twice now.")}
    record_check_in(check_in, seen=said, note="", by=tom, **WHEN)
    assert sorted(Sighting.objects.values_list("competency__slug", flat=True)) == ["c1", "c3"]


def test_scores_and_runs_of_rounds_stay(maya: Person, tom: Person) -> None:
    before = histories([maya.pk], today=TODAY)[maya.pk].cycles
    recorded(started(maya), tom, c1="shows")
    assert histories([maya.pk], today=TODAY)[maya.pk].cycles == before


def test_of_two_on_a_day_the_later_counts(maya: Person, tom: Person) -> None:
    recorded(started(maya), tom, c1="shows")
    later = {"c1": Seen("no_opportunity")}
    record_check_in(
        started(maya), seen=later, note="", by=tom, now=NOW + timedelta(hours=1), today=TODAY
    )
    assert latest(maya)["c1"] == "no_opportunity"


def test_a_result_of_a_later_day_counts_more(maya: Person, tom: Person, pinned: Version) -> None:
    recorded(started(maya), tom, c1="shows")
    after = {"from_on": date(2026, 7, 1), "to_on": date(2026, 12, 31), "seq": 2}
    late = NOW + timedelta(days=1)
    result(maya, pinned, ratings=NOT_YET, released_at=late, **after)
    assert latest(maya)["c1"] == "not_yet"


def test_what_was_seen_at_another_level_does_not_speak_about_this_one(
    maya: Person, tom: Person
) -> None:
    recorded(started(maya), tom, c1="shows")
    Position.objects.filter(person=maya).update(level="L2", level_since=TODAY)
    assert histories([maya.pk], today=TODAY)[maya.pk].sightings == ()


def test_the_person_reads_nothing_of_the_manager_before_it_is_recorded(
    maya: Person, tom: Person
) -> None:
    check_in = started(maya)
    rows = rows_of(check_in, asked_in(check_in, today=TODAY), to=maya, today=TODAY)
    assert {row.seen for row in rows} == {Seen()}
    recorded(check_in, tom, c1="shows")
    rows = rows_of(check_in, asked_in(check_in, today=TODAY), to=maya, today=TODAY)
    assert [row.seen_word for row in rows] == ["Shows it", "", ""]


def readers(maya: Person, tom: Person, before: Person) -> list[bool]:
    """Whether the words are read by: maya, tom, HR, a peer, the ex-manager."""
    every = [maya, tom, hr(), person(), before]
    return [visible(Sighting, to=each, today=TODAY).exists() for each in every]


def test_a_preparation_is_read_by_the_manager_and_by_hr_once_it_is_recorded(
    maya: Person, tom: Person
) -> None:
    before = person()
    report(maya, before, since=date(2024, 1, 1), until=TODAY)
    check_in = started(maya)
    prepare_check_in(check_in, said={"c1": Seen("shows", SECRET)}, by=maya, **WHEN)
    assert readers(maya, tom, before) == [True, True, False, False, False]
    recorded(check_in, tom, c1="shows")
    assert readers(maya, tom, before) == [True, True, True, False, False]


def test_words_that_are_not_handed_over_are_for_their_author(maya: Person, tom: Person) -> None:
    check_in = started(maya)
    prepare_check_in(check_in, said={"c1": Seen("shows", SECRET)}, by=maya, **WHEN)
    CheckIn.objects.update(prepared_at=None, prepared_by=None)
    assert readers(maya, tom, person()) == [True, False, False, False, False]


def test_only_the_person_prepares(maya: Person, tom: Person) -> None:
    with pytest.raises(Denied):
        prepare_check_in(started(maya), said={"c1": Seen("shows")}, by=tom, **WHEN)


def test_a_recorded_check_in_stays_as_it_is(maya: Person, tom: Person) -> None:
    check_in = recorded(started(maya), tom, c1="shows")
    with pytest.raises(Conflict):
        recorded(check_in, tom, c1="not_yet")
    with pytest.raises(Conflict):
        prepare_check_in(check_in, said={}, by=maya, **WHEN)


def test_a_competency_that_is_not_asked_is_refused(maya: Person, tom: Person) -> None:
    with pytest.raises(Refused):
        recorded(started(maya), tom, c9="shows")
    assert not Sighting.objects.exists()


def test_a_promotion_in_between_is_noticed_and_starting_again_keeps_what_was_prepared(
    maya: Person, tom: Person
) -> None:
    check_in = started(maya)
    prepare_check_in(check_in, said={"c1": Seen("shows", SECRET)}, by=maya, **WHEN)
    Position.objects.filter(person=maya).update(level="L2")
    with pytest.raises(Conflict, match="level changed"):
        recorded(check_in, tom, c1="shows")
    again = started(maya)
    assert (again.pk, again.level, again.next_level) == (check_in.pk, "L2", "L3")
    assert Sighting.objects.get().said_why == SECRET


def test_who_has_no_manager_or_no_next_level_reads_why(tom: Person) -> None:
    alone = person(level="L1")
    with pytest.raises(Refused, match="Nobody leads"):
        start_check_in(alone, by=alone, **WHEN)
    with pytest.raises(Refused, match="No promotion"):
        start_check_in(top := member(tom, level="L3"), by=top, **WHEN)


def test_the_trail_says_that_it_happened_and_no_word_of_it(maya: Person, tom: Person) -> None:
    check_in = started(maya)
    prepare_check_in(check_in, said={"c1": Seen("shows", SECRET)}, by=maya, **WHEN)
    recorded(check_in, tom, note=SECRET, c1="shows")
    events = Event.objects.filter(subject=maya, tag__startswith="check-in")
    assert [each.tag.split(":")[1] for each in events] == ["started", "prepared", "recorded"]
    assert SECRET not in str([each.payload for each in events])
    assert "shows" not in str([each.payload for each in events])


def test_observations_are_those_that_readiness_knows() -> None:
    assert {each.value for each in Observation} == {"shows", "not_yet", "no_opportunity"}
