"""What a home page says beside its headline, each case in its exact words."""

from datetime import timedelta

import pytest

from tests.web.factories import NOW, TODAY, person, report
from tests.web.reviews.browsing import signed_in, text
from tests.web.reviews.factories import opened
from tests.web.ui.factories import result, version
from trellis_web.frameworks.models import Version
from trellis_web.growth.models import Ask, Plan, PlanAction
from trellis_web.people.models import Absence, Person, ReportingLine
from trellis_web.ui.queries.home import Home, home_of
from trellis_web.ui.rules.notices import Circumstances, notices

pytestmark = pytest.mark.django_db

LEAVE = (
    "You are on leave. Nothing here waits for you, and a round that passes meanwhile breaks no run."
)


@pytest.fixture
def pinned() -> Version:
    return version()


@pytest.fixture
def tom() -> Person:
    return person("Tom Reyes")


@pytest.fixture
def maya(pinned: Version, tom: Person) -> Person:
    return person("Maya Okafor", level="IC2", title="Engineer", manager=tom)


def home(of: Person, *, wanted: str = "", is_own: bool = True) -> Home:
    return home_of(of, wanted=wanted, is_own=is_own, today=TODAY)


def away(who: Person, start: int, end: int | None) -> None:
    to_on = None if end is None else TODAY + timedelta(days=end)
    Absence.objects.create(
        person=who, kind="sick", from_on=TODAY + timedelta(days=start), to_on=to_on, noted_at=NOW
    )


@pytest.mark.parametrize(("start", "end"), [(0, 0), (-5, None), (-5, 3)])
def test_somebody_on_leave_reads_that_nothing_waits(maya: Person, start: int, end: int) -> None:
    away(maya, start, end)
    assert home(maya).notices == (LEAVE,)


@pytest.mark.parametrize(("start", "end"), [(1, None), (-5, -1)])
def test_leave_before_or_after_today_says_nothing(maya: Person, start: int, end: int) -> None:
    away(maya, start, end)
    assert home(maya).notices == ()


def test_why_somebody_is_away_is_on_no_page(maya: Person) -> None:
    away(maya, 0, None)
    assert "sick" not in text(signed_in(maya).get("/")).lower()


def test_between_managers_there_is_a_sentence(maya: Person) -> None:
    ReportingLine.objects.filter(person=maya).update(until=TODAY)
    assert home(maya).notices == (
        "You have no manager at the moment. What was released stays as it is; HR can say who"
        " writes your next review.",
    )


def test_an_acting_manager_is_a_manager(maya: Person) -> None:
    ReportingLine.objects.filter(person=maya).update(until=TODAY)
    report(maya, person("Ana Diaz"), kind="acting", since=TODAY)
    assert home(maya).notices == ()


def test_who_never_had_a_manager_has_lost_none(pinned: Version) -> None:
    assert home(person(level="IC2")).notices == ()


def test_a_later_version_than_the_rated_one_is_named(maya: Person, pinned: Version) -> None:
    result(maya, pinned, design=2)
    assert home(maya).notices == ()
    version()
    assert home(maya).notices == (
        "The framework has changed since your last result: the sentences ahead and the criteria"
        " are those of version 2.",
    )


def test_a_worker_type_that_rounds_leave_out_reads_so(maya: Person, pinned: Version) -> None:
    maya.worker_type = "contractor"
    maya.save()
    found = opened([pinned.family])
    assert home(maya).notices == ()
    found.excluded_workers = ["contractor"]
    found.save()
    assert home(maya).notices[0].startswith("Review rounds leave out your kind of work")


def test_others_read_none_of_it(maya: Person) -> None:
    away(maya, 0, None)
    assert home(maya, is_own=False).notices == ()


def test_nothing_special_says_nothing() -> None:
    assert list(notices(Circumstances(), newer=None)) == []


def test_a_question_of_a_colleague_waits_among_the_dates(maya: Person, tom: Person) -> None:
    assert home(maya).waiting == ()
    Ask.objects.create(
        person=tom, colleague=maya, family="engineering", statement="d3", asked_at=NOW, asked_by=tom
    )
    (asked,) = home(maya).waiting
    assert asked.title == "A colleague asks what you saw of their work"
    Ask.objects.update(answered_at=NOW, answered_by=maya)
    assert home(maya).waiting == ()


# The plan


def plan(of: Person, move: str = "IC2-M1", **fields: object) -> Plan:
    values = {"family": "engineering", "move": move, "made_at": NOW, "made_by": of} | fields
    return Plan.objects.create(person=of, **values)


def test_the_page_answers_for_the_move_that_the_plan_heads_for(maya: Person) -> None:
    plan(maya)
    found = home(maya).way
    assert found is not None
    assert found.journey.code == "M1"
    other = home(maya, wanted="IC2-IC3").way
    assert other is not None
    assert other.journey.code == "IC3"


@pytest.mark.parametrize("gone", ["IC3-IC4", "nothing"])
def test_a_plan_for_a_move_from_elsewhere_is_not_followed(maya: Person, gone: str) -> None:
    plan(maya, gone)
    found = home(maya).way
    assert found is not None
    assert found.journey.code == "IC3"


def test_the_plan_shows_what_is_open_by_day(maya: Person, tom: Person) -> None:
    made = plan(maya, agreed_at=NOW, agreed_by=tom)
    for n, done in ((2, None), (1, None), (3, NOW)):
        PlanAction.objects.create(
            plan=made, kind="work", text=f"Step {n}", due_on=TODAY + timedelta(days=n),
            added_at=NOW, added_by=maya, done_at=done, done_by=maya if done else None,
        )  # fmt: skip
    shown = home(maya).plan
    assert shown is not None
    assert [each.text for each in shown.lines] == ["Step 1", "Step 2"]
    assert "Agreed with Tom Reyes on 22 Nov" in text(signed_in(maya).get("/"))


def test_the_plan_of_a_report_is_not_on_this_page(maya: Person) -> None:
    plan(maya)
    assert home(maya, is_own=False).plan is None


# Checking oneself


def test_without_results_one_can_check_oneself_against_each_sentence(maya: Person) -> None:
    assert "Check yourself</a>" in text(signed_in(maya).get("/"))
    page = text(signed_in(maya).get("/self-check"))
    assert "Check yourself against Senior Engineer" in page
    assert "Designs changes that cross two services." in page
    assert "?tags=statement%3Aengineering%3Ad3" in page


def test_with_results_the_page_offers_the_criteria_instead(maya: Person, pinned: Version) -> None:
    result(maya, pinned, design=2)
    assert "Check yourself</a>" not in text(signed_in(maya).get("/"))


def test_at_the_top_there_is_nothing_to_check(pinned: Version) -> None:
    assert signed_in(person(level="IC4")).get("/self-check").status_code == 404
