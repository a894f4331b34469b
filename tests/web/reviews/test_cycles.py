"""Setting up and opening a round."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.factories import NOW, TODAY, grant, hr, person, position, report
from tests.web.reviews.factories import STEPPED, cycle, member, opened, sheet, version
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.frameworks.actions import grant_stay
from trellis_web.frameworks.models import Family
from trellis_web.people.models import ReportingLine
from trellis_web.reviews.actions import exempt, hand_over, open_cycle, withdraw_exemption
from trellis_web.reviews.models import Assessment, Cycle, Participant
from trellis_web.reviews.queries import launch_problems
from trellis_web.reviews.rules import Conflict, Unlaunchable

pytestmark = pytest.mark.django_db


def _codes(of: Cycle) -> list[str]:
    return [problem.code for problem in launch_problems(of, now=NOW)]


def test_a_round_follows_the_latest_round_of_its_families() -> None:
    engineering, people = version().family, version(STEPPED).family
    cycle([engineering])
    assert cycle([engineering]).seq == 2
    assert cycle([people]).seq == 1
    assert cycle([engineering, people]).seq == 3


def test_a_number_may_be_left_out_but_not_used_again() -> None:
    family = version().family
    assert cycle([family], seq=4).seq == 4
    with pytest.raises(Conflict):
        cycle([family], seq=4)


def test_only_those_who_manage_rounds_set_one_up() -> None:
    with pytest.raises(Denied):
        cycle([version().family], by=person())


def test_opening_freezes_version_level_manager_and_next_level() -> None:
    first = version()
    boss = person("Tom Reyes")
    someone = member(boss)
    opened([first.family])
    version()
    ReportingLine.objects.filter(person=someone).update(manager=person("New"))
    frozen = Participant.objects.get(person=someone)
    assert (frozen.version, frozen.level, frozen.next_level) == (first, "L1", "L2")
    assert frozen.manager == boss


def test_who_stays_on_an_earlier_version_is_rated_on_it() -> None:
    first = version()
    staying, other = member(person()), member(person())
    second = version()
    grant_stay(first, person=staying, until=date(2099, 1, 1), reason="Mid-case.", by=hr(), now=NOW)
    opened([first.family])
    frozen = dict(Participant.objects.values_list("person", "version"))
    assert frozen == {staying.pk: first.pk, other.pk: second.pk}


def test_opening_gives_the_person_and_the_manager_a_sheet() -> None:
    boss = person()
    someone = member(boss)
    opened([version().family])
    authors = Assessment.objects.values_list("author", "perspective")
    assert set(authors) == {(someone.pk, "self"), (boss.pk, "manager")}


def test_an_acting_manager_writes_in_place_of_the_manager() -> None:
    acting = person()
    someone = member()
    report(someone, acting, kind="acting")
    opened([version().family])
    assert sheet(someone).author == acting


def test_opening_leaves_one_event() -> None:
    member()
    family = version().family
    opened([family])
    event = Event.objects.get(tag="cycle:opened")
    assert event.payload["people"] == 1


def test_a_round_is_opened_once() -> None:
    member()
    found = opened([version().family])
    with pytest.raises(Conflict):
        open_cycle(found, by=hr(), now=NOW, today=TODAY)


def test_the_launch_check_names_people_without_level_manager_or_known_level() -> None:
    family = version().family
    boss = person()
    member(boss, level="")
    member(boss, level="L9")
    person(level="L1")
    assert _codes(cycle([family])) == ["no-level", "unknown-level", "no-manager"]


def test_the_launch_check_says_whom_it_is_about() -> None:
    someone = person("Maya Okafor", level="L1")
    problem = launch_problems(cycle([version().family]), now=NOW)[0]
    assert problem.people == ((someone.pk, "Maya Okafor"),)


def test_a_family_without_a_published_version_blocks() -> None:
    family = Family.objects.create(slug="engineering", title="Engineering")
    member()
    assert _codes(cycle([family])) == ["no-version"]


def test_a_round_with_nobody_in_it_is_not_opened() -> None:
    with pytest.raises(Unlaunchable) as refused:
        opened([version().family])
    assert [problem.code for problem in refused.value.problems] == ["nobody"]


def test_somebody_left_out_blocks_nothing_and_takes_no_part() -> None:
    family, admin = version().family, hr()
    member()
    top = person(level="L3")
    draft = cycle([family], by=admin)
    exempt(draft, person=top, kind="excluded", reason="Leads us all", by=admin, now=NOW)
    open_cycle(draft, by=admin, now=NOW, today=TODAY)
    assert not Participant.objects.filter(person=top).exists()


def test_an_absence_may_be_recorded_while_the_round_is_open_and_withdrawn() -> None:
    someone, admin = member(), hr()
    found = opened([version().family])
    noted = exempt(found, person=someone, kind="absent", reason="Leave", by=admin, now=NOW)
    assert Participant.objects.get().is_absent
    withdraw_exemption(noted, by=admin, now=NOW)
    assert not Participant.objects.get().is_absent


def test_nobody_is_left_out_of_an_open_round() -> None:
    someone = member()
    found = opened([version().family])
    with pytest.raises(Conflict):
        exempt(found, person=someone, kind="excluded", reason="Left", by=hr(), now=NOW)


def test_people_who_left_take_no_part() -> None:
    member(deactivated_at=NOW)
    staying = member()
    opened([version().family])
    assert Participant.objects.get().person == staying


def test_a_position_that_ended_does_not_count() -> None:
    someone = person(manager=person())
    position(someone, level="L1", until=date(2026, 1, 1))
    position(someone, level="L2", since=date(2026, 1, 1))
    opened([version().family])
    assert Participant.objects.get().level == "L2"


def test_the_new_manager_gets_a_sheet_of_their_own() -> None:
    someone = member()
    opened([version().family])
    new = person("Ana")
    ReportingLine.objects.filter(person=someone).update(manager=new)
    hand_over(list(Participant.objects.all()), to=new, reason="Moved", by=hr(), now=NOW)
    theirs = Assessment.objects.get(participant__person=someone, author=new)
    assert not theirs.ratings.exists()
    assert Participant.objects.get().manager == new


def test_a_review_is_handed_only_to_somebody_who_leads_the_person() -> None:
    member()
    opened([version().family])
    with pytest.raises(Denied):
        hand_over(list(Participant.objects.all()), to=person(), reason="Moved", by=hr(), now=NOW)


def test_a_partner_of_a_unit_opens_no_round() -> None:
    partner = person()
    grant(partner, "hr_partner")
    member()
    draft = cycle([version().family])
    with pytest.raises(Denied):
        open_cycle(draft, by=partner, now=NOW, today=TODAY)


def test_opening_needs_the_same_queries_for_3_and_30_people() -> None:
    family, admin = version().family, hr()
    counts = []
    for people in (3, 30):
        for _ in range(people):
            member()
        draft = cycle([family], by=admin)
        with CaptureQueriesContext(connection) as queries:
            open_cycle(draft, by=admin, now=NOW, today=TODAY)
        counts.append(len(queries))
    assert counts[0] == counts[1]
