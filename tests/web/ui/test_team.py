"""The manager's page: present reports only, with the same number of questions for any team."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.factories import NOW, TODAY, hr, person, report
from tests.web.reviews.browsing import signed_in, text
from tests.web.reviews.factories import opened, sheet
from tests.web.ui.factories import result, version
from tests.web.ui.test_home import note
from trellis_web.audit.models import Event
from trellis_web.frameworks.models import Version
from trellis_web.growth.actions import share_evidence
from trellis_web.people.models import Absence, Person, ReportingLine
from trellis_web.reviews.models import CheckIn
from trellis_web.ui.queries.coverage import coverage_of
from trellis_web.ui.queries.team import team_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pinned() -> Version:
    return version()


@pytest.fixture
def tom() -> Person:
    return person("Tom Reyes")


def member(tom: Person, pinned: Version, name: str = "", **scores: int) -> Person:
    """A report of Tom's with a released result."""
    someone = person(name, level="IC2", title="Engineer", manager=tom)
    result(someone, pinned, **scores)
    return someone


def test_each_report_has_a_row_in_words(tom: Person, pinned: Version) -> None:
    member(tom, pinned, "Maya Okafor", design=2)
    (row,) = team_of(tom, is_age_seen=True, today=TODAY)
    assert (row.level, row.months, row.ahead) == ("IC2", 14, "IC3")
    assert (row.there, row.asked, row.readiness) == (4, 5, "Nearly")
    assert (row.last_note, row.reasons) == (
        "none yet",
        ("No growth plan", "No shared note for a month"),
    )


def test_somebody_without_a_framework_has_a_row_too(tom: Person) -> None:
    person("Ada", manager=tom)
    (row,) = team_of(tom, is_age_seen=True, today=TODAY)
    assert (row.level, row.asked, row.readiness) == ("", 0, "")


def test_a_private_note_is_not_known_to_the_manager(tom: Person, pinned: Version) -> None:
    maya = member(tom, pinned)
    mine = note(maya, "design", happened_on=TODAY - timedelta(days=3))
    assert team_of(tom, is_age_seen=True, today=TODAY)[0].last_note == "none yet"
    share_evidence(note=mine, by=maya, now=NOW, today=TODAY)
    assert team_of(tom, is_age_seen=True, today=TODAY)[0].last_note == "3 days ago"


def test_a_review_to_write_leads_to_its_sheet_and_comes_first(tom: Person, pinned: Version) -> None:
    ada = person("Ada", manager=tom)
    maya = member(tom, pinned, "Maya")
    opened([pinned.family])
    rows = team_of(tom, is_age_seen=True, today=TODAY)
    assert [row.person for row in rows] == [maya, ada]
    assert f'href="/reviews/{sheet(maya).pk}"' in text(signed_in(tom).get("/team"))


def test_somebody_who_leads_nobody_reads_why_the_page_is_closed() -> None:
    answer = signed_in(person()).get("/team")
    assert answer.status_code == 403
    assert "Your role does not include this." in text(answer)


def test_the_page_of_a_member_shows_what_was_released_and_shared(
    tom: Person, pinned: Version
) -> None:
    maya = member(tom, pinned, "Maya Okafor", design=2)
    note(maya, "design", text="Kept to myself.")
    share_evidence(note=note(maya, text="Told to Tom."), by=maya, now=NOW, today=TODAY)
    page = text(signed_in(tom).get(f"/team/{maya.pk}"))
    assert "Rated 2, needs 3" in page
    assert "Told to Tom." in page
    assert "Kept to myself." not in page
    assert f'href="/evidence/endorsements/{maya.pk}/IC2-IC3"' in page
    assert "stands between you" not in page


def test_the_rights_of_a_manager_end_with_the_line(tom: Person, pinned: Version) -> None:
    maya, other = member(tom, pinned, "Maya"), person(manager=tom)
    client = signed_in(tom)
    assert client.get(f"/team/{maya.pk}").status_code == 200
    ReportingLine.objects.filter(person=maya).update(until=TODAY)
    assert client.get(f"/team/{maya.pk}").status_code == 404
    assert [row.person for row in team_of(tom, is_age_seen=True, today=TODAY)] == [other]


def test_a_stranger_and_nobody_are_the_same_page(tom: Person, pinned: Version) -> None:
    person(manager=tom)
    stranger = person(level="IC2", manager=person())
    client = signed_in(tom)
    hidden, missing = client.get(f"/team/{stranger.pk}"), client.get("/team/999999999")
    assert (hidden.status_code, hidden.content) == (404, missing.content)


def test_hr_has_no_team_page_by_being_hr() -> None:
    assert signed_in(hr()).get("/team").status_code == 403


def test_the_page_asks_as_often_for_thirty_people_as_for_three(
    tom: Person, pinned: Version
) -> None:
    client = signed_in(tom)
    counts = []
    for many in (3, 27):
        for _ in range(many):
            maya = member(tom, pinned)
            share_evidence(note=note(maya, "design"), by=maya, now=NOW, today=TODAY)
        client.get("/team")
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/team").status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 12


def test_the_page_of_somebody_on_two_lines_lists_them_once(tom: Person, pinned: Version) -> None:
    maya = member(tom, pinned)
    report(maya, tom, kind="dotted")
    assert len(team_of(tom, is_age_seen=True, today=TODAY)) == 1


def test_somebody_on_leave_lacks_neither_plan_nor_evidence(tom: Person, pinned: Version) -> None:
    maya = member(tom, pinned)
    Absence.objects.create(person=maya, kind="parental", from_on=TODAY, noted_at=NOW)
    assert team_of(tom, is_age_seen=True, today=TODAY)[0].reasons == ()


def test_the_file_runs_nothing_and_leaves_a_trace(tom: Person, pinned: Version) -> None:
    member(tom, pinned, "=HYPERLINK(1)")
    answer = signed_in(tom).get("/team.csv")
    assert "\r\n'=HYPERLINK(1)," in text(answer)
    assert Event.objects.get(tag="team:exported").payload == {"people": 1}


def test_coverage_says_in_words_where_the_team_is_thin(tom: Person, pinned: Version) -> None:
    member(tom, pinned, "Maya Okafor", design=2)
    assert "at least two people" in text(signed_in(tom).get("/team/coverage"))
    member(tom, pinned, "Ada")
    first, *_, last = coverage_of(tom, today=TODAY).lines
    assert (first.there, first.asked, [cell.word for cell in first.cells]) == (
        1, 2, ["Shows it", "Not yet"]
    )  # fmt: skip
    assert (last.there, last.asked) == (2, 2)
    assert "1 of 2" in text(signed_in(tom).get("/team/coverage"))


def test_a_result_to_tell_and_a_check_in_that_is_prepared_wait_on_the_desk(
    tom: Person, pinned: Version
) -> None:
    maya = member(tom, pinned)
    about = {"person": maya, "version": pinned, "level": "IC2", "next_level": "IC3"}
    CheckIn.objects.create(
        **about, manager=tom, started_at=NOW, started_by=maya, prepared_at=NOW, prepared_by=maya
    )
    assert "Check-in prepared" in team_of(tom, is_age_seen=True, today=TODAY)[0].reasons


def test_the_home_page_of_a_manager_says_what_waits_for_them(tom: Person, pinned: Version) -> None:
    member(tom, pinned)
    opened([pinned.family])
    assert "1 review to write" in text(signed_in(tom).get("/"))


def test_how_old_a_note_is_stays_untold_until_it_is_agreed(tom: Person, pinned: Version) -> None:
    member(tom, pinned)
    [row] = team_of(tom, is_age_seen=False, today=TODAY)
    assert row.last_note == ""
    assert not [each for each in row.reasons if "note" in each]
    assert b"Last shared note" not in signed_in(tom).get("/team").content.split(b"<tbody>")[0]
