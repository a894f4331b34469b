"""The launch check: each thing that blocks, whom it is about, and where it is put right."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.web.factories import NOW, TODAY, hr, person, report
from tests.web.reviews.browsing import signed_in, text
from tests.web.reviews.factories import cycle, member, opened, version
from trellis_web.people.models import Absence, Person
from trellis_web.reviews.models import Assessment, Exemption, Participant
from trellis_web.reviews.queries import entrants, launch_notes, launch_problems
from trellis_web.reviews.queries.workload import workload_of

pytestmark = pytest.mark.django_db


def _problems(now: datetime = NOW, **settings: Any) -> dict[str, tuple[int, ...]]:
    found = launch_problems(cycle([version().family], **settings), now=now)
    return {each.code: tuple(pk for pk, _ in each.people) for each in found}


def away(who: Person, from_on: date, to_on: date | None = None) -> Absence:
    return Absence.objects.create(
        person=who, kind="parental", from_on=from_on, to_on=to_on, noted_at=NOW
    )


def test_somebody_whose_manager_has_left_is_named() -> None:
    someone = member(person(deactivated_at=NOW))
    assert _problems() == {"manager-left": (someone.pk,)}


def test_somebody_whose_manager_is_away_for_the_whole_time_is_named() -> None:
    boss = person()
    someone = member(boss)
    away(boss, date(2026, 11, 1))
    assert _problems() == {"manager-away": (someone.pk,)}


def test_a_manager_who_comes_back_in_time_can_write() -> None:
    boss = person()
    member(boss)
    away(boss, date(2026, 11, 1), date(2026, 12, 1))
    assert _problems() == {}


def test_an_acting_manager_solves_it() -> None:
    boss, acting = person(deactivated_at=NOW), person()
    report(member(boss), acting, kind="acting")
    assert _problems() == {}


def test_an_acting_manager_who_is_away_gives_way_to_the_manager() -> None:
    boss, acting = person(), person()
    someone = member(boss)
    report(someone, acting, kind="acting")
    away(acting, date(2026, 11, 1))
    opened([version().family])
    assert Participant.objects.get().manager == boss


def test_a_day_that_has_passed_blocks() -> None:
    member()
    assert _problems(self_due_on=date(2026, 11, 21)) == {"day-passed": ()}


def test_a_day_that_has_ended_only_where_somebody_lives_names_them() -> None:
    member(time_zone="America/Los_Angeles")
    far = member(time_zone="Pacific/Kiritimati")
    late = datetime(2026, 12, 12, 12, 0, tzinfo=UTC)  # it is the 13th already on Kiritimati
    assert _problems(late, to_on=date(2026, 12, 10)) == {"day-passed-there": (far.pk,)}


def test_a_time_zone_that_is_none_counts_as_utc() -> None:
    member(time_zone="Mars/Olympus")
    assert _problems() == {}


def test_each_problem_leads_to_the_place_that_solves_it() -> None:
    member(level="")
    draft = cycle([version().family], self_due_on=date(2026, 11, 1))
    found = {each.code: each.href for each in launch_problems(draft, now=NOW)}
    assert found == {
        "day-passed": f"/reviews/cycles/{draft.pk}/setting",
        "no-level": "/people/import",
    }


def test_who_is_away_for_the_whole_writing_time_takes_part_as_absent() -> None:
    someone, admin = member(name="Maya Okafor"), hr()
    away(someone, date(2026, 11, 1), date(2026, 12, 12))
    draft = cycle([version().family], by=admin)
    people = entrants(draft, today=TODAY)
    assert [note.code for note in launch_notes(draft, people, now=NOW)] == ["away"]
    signed_in(admin).post(f"/reviews/cycles/{draft.pk}/opening")
    assert Participant.objects.get().is_absent
    assert Exemption.objects.get().kind == "absent"


def test_who_comes_back_before_the_last_day_is_asked() -> None:
    away(member(), date(2026, 11, 1), date(2026, 12, 11))
    opened([version().family])
    assert not Participant.objects.get().is_absent


def test_a_second_line_writes_a_sheet_of_its_own_when_asked() -> None:
    someone, second = member(), person()
    report(someone, second, kind="dotted")
    report(someone, person(), kind="dotted", until=TODAY)
    opened([version().family], perspectives=["dotted"])
    assert Assessment.objects.get(perspective="dotted").author == second


def test_without_being_asked_a_second_line_writes_nothing() -> None:
    report(member(), person(), kind="dotted")
    opened([version().family])
    assert not Assessment.objects.filter(perspective="dotted").exists()


def test_the_page_says_how_long_it_takes_and_who_writes_too_much() -> None:
    tom = person("Tom Reyes")
    for _ in range(13):
        member(tom)
    draft = cycle([version().family])
    load = workload_of(draft, entrants(draft, today=TODAY))
    assert (load.each, load.managers[0].minutes) == (12, 156)  # 3 competencies and the summary
    page = " ".join(text(signed_in(hr()).get(f"/reviews/cycles/{draft.pk}")).split())
    assert "about 12 minutes for each" in page
    assert "Tom Reyes writes most, 13 reviews: 2 h 36 min" in page
    assert "That is a lot for one manager." in page


def test_a_delta_review_takes_less_time() -> None:
    member()
    draft = cycle([version().family], is_delta=True)
    assert workload_of(draft, entrants(draft, today=TODAY)).each == 6
