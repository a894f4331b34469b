"""The life of a session: whom it takes, what it freezes, what closing leaves behind."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.calibration.factories import Room, change, released
from tests.web.factories import NOW, TODAY, person
from tests.web.reviews import factories as rounds
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.calibration.actions import (
    close_session,
    create_session,
    place_subjects,
    remove_subject,
    start_session,
    undo_change,
    withdraw_session,
)
from trellis_web.calibration.models import Change, Session, Subject
from trellis_web.calibration.queries import is_intact
from trellis_web.calibration.rules import Mark
from trellis_web.people.actions.positions import change_manager
from trellis_web.readiness.models import MoveFact
from trellis_web.reviews.actions import (
    exempt,
    hand_over,
    plan_release,
    release_due,
    reopen_assessment,
    save_rating,
)
from trellis_web.reviews.models import CalibratedRating, Participant, ReleasedRating
from trellis_web.reviews.rules import Answer, Conflict, Refused, Sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Room:
    return Room()


def test_only_hr_sets_a_session_up_and_only_for_an_open_round(room: Room) -> None:
    with pytest.raises(Denied):
        create_session(
            title="Mine", cycle=room.cycle, family=room.version.family, facilitator=room.tom,
            by=room.tom, now=NOW,
        )  # fmt: skip
    released(room)
    with pytest.raises(Conflict):
        room.session()


def test_who_is_placed_fits_and_nobody_lies_on_two_tables(room: Room) -> None:
    exempt(room.cycle, person=room.wei, kind="absent", reason="Leave", by=room.hana, now=NOW)
    first = room.session()
    assert Subject.objects.count() == 3
    second = room.session(title="Second")
    assert second.subjects.count() == 0
    with pytest.raises(Conflict):
        place_subjects(second, participants=[room.about(room.maya)], by=room.hana, now=NOW)
    remove_subject(first, participant=room.about(room.maya), by=room.ines, now=NOW)
    assert place_subjects(second, by=room.hana, now=NOW) == 1
    withdraw_session(first, by=room.hana, now=NOW)
    assert place_subjects(second, by=room.hana, now=NOW) == 2
    other = room.session(title="Third", levels=["L2"])
    assert other.subjects.count() == 0


def test_starting_leaves_out_whoever_has_no_review_yet(room: Room) -> None:
    sheet = rounds.sheet(room.maya)
    reopen_assessment(sheet, reason="Too short", by=room.hana, now=NOW)
    session = room.session()
    with pytest.raises(Denied):
        start_session(session, by=room.hana, now=NOW)
    start_session(session, by=room.ines, now=NOW)
    assert room.about(room.maya).calibrating_at is None
    assert room.about(room.wei).calibrating_by == room.ines
    assert session.subjects.count() == 3
    rounds.handed_in(rounds.sheet(room.maya))
    assert place_subjects(session, by=room.ines, now=NOW) == 1
    assert room.about(room.maya).calibrating_at == NOW
    with pytest.raises(Conflict):
        start_session(session, by=room.ines, now=NOW)


def test_with_nobody_to_see_a_session_does_not_start(room: Room) -> None:
    empty = room.session(levels=["L3"])
    with pytest.raises(Refused):
        start_session(empty, by=room.ines, now=NOW)


def test_a_managers_ratings_change_only_in_the_session_once_it_is_live(room: Room) -> None:
    room.live()
    sheet, olga = rounds.sheet(room.maya), person("Olga Marsh")
    change_manager(room.maya, olga, since=TODAY, by=room.hana, now=NOW, today=TODAY)
    calls = (
        lambda: reopen_assessment(sheet, reason="Too short", by=room.hana, now=NOW),
        lambda: hand_over([room.about(room.maya)], to=olga, reason="Moved", by=room.hana, now=NOW),
    )
    for call in calls:
        with pytest.raises(Conflict) as caught:
            call()
        assert caught.value.denial.code == "review-calibrating"
    answer = Sent(Answer(score=5, next="shows", reason="Late"))
    with pytest.raises(Conflict) as caught:
        save_rating(rounds.sheet(room.wei), competency="c1", sent=answer, by=room.joon, now=NOW)
    assert caught.value.denial.code == "review-calibrating"


def test_a_release_waits_for_the_session(room: Room) -> None:
    session = room.session()
    planned = plan_release(room.cycle, at=NOW, by=room.hana, now=NOW)
    for step in ("prepare", "live"):
        with pytest.raises(Conflict) as caught:
            released(room)
        assert caught.value.denial.code == "calibration-open", step
        assert release_due(now=NOW) == 0
        if step == "prepare":
            start_session(session, by=room.ines, now=NOW)
    assert not ReleasedRating.objects.exists()
    close_session(session, by=room.ines, now=NOW)
    assert release_due(now=NOW) == 1
    planned.refresh_from_db()
    assert planned.done_at == NOW


def test_the_release_carries_what_the_room_made_of_it_to_the_person(room: Room) -> None:
    session = room.live()
    maya, wei = room.about(room.maya), room.about(room.wei)
    change(session, maya)
    change(session, maya, competency="c3", statement="c3-l1", to=Mark(score=4))
    taken_back = change(session, wei)
    undo_change(taken_back, reason="Wrong person", by=room.ines, now=NOW)
    close_session(session, by=room.ines, now=NOW)
    assert CalibratedRating.objects.filter(participant=wei).count() == 0
    released(room)
    rows = {row.competency.slug: row for row in ReleasedRating.objects.filter(
        result__person=room.maya).select_related("competency")}  # fmt: skip
    assert (rows["c1"].score, rows["c1"].calibrated_from, rows["c1"].next) == (3, 2, "not_yet")
    assert rows["c1"].calibration_reason == "You led the design across two services."
    assert rows["c1"].calibration_wording == "Does craft 1 as L2."
    assert (rows["c3"].score, rows["c3"].calibrated_from, rows["c3"].is_unseen) == (4, None, False)
    assert (rows["c2"].score, rows["c2"].is_calibrated) == (3, False)
    assert not ReleasedRating.objects.filter(calibration_reason__contains="ROOM-WORDS").exists()
    results = room.wei.results.get(), room.maya.results.get()
    assert all(each.is_calibrated for each in results)
    facts = MoveFact.objects.filter(person=room.maya)
    assert list(facts.values_list("calibrated", flat=True)) == [True]
    reader = Client()
    reader.force_login(room.maya)
    page = reader.get(reverse("result", args=[results[1].pk])).content.decode()
    assert "3, changed from 2 in calibration:" in page
    assert "You led the design across two services." in page
    assert "Does craft 1 as L2." in page
    assert "ROOM-WORDS" not in page


def test_of_several_changes_the_person_reads_the_one_that_stands(room: Room) -> None:
    session, maya = room.live(), room.about(room.maya)
    change(session, maya, to=Mark(score=4), employee_reason="Four.")
    change(session, maya, to=Mark(score=3), employee_reason="Three.", turn=1)
    last = change(session, maya, to=Mark(score=5), employee_reason="Five.", turn=2)
    undo_change(last, reason="Too far", by=room.ines, now=NOW)
    close_session(session, by=room.ines, now=NOW)
    made = CalibratedRating.objects.get()
    assert (made.from_score, made.score, made.reason) == (2, 3, "Three.")


def test_closing_signs_the_log_so_that_an_edit_shows(room: Room) -> None:
    session = room.live()
    change(session, room.about(room.maya))
    with pytest.raises(Denied):
        close_session(session, by=room.hana, now=NOW)
    closed = close_session(session, note="Calm", by=room.ines, now=NOW)
    assert is_intact(closed)
    with pytest.raises(Conflict):
        close_session(session, by=room.ines, now=NOW)
    Change.objects.all()._raw_delete(Change.objects.db)
    assert not is_intact(Session.objects.get())


def test_every_step_leaves_exactly_one_event(room: Room) -> None:
    before = set(Event.objects.values_list("pk", flat=True))
    session = room.live()
    change(session, room.about(room.maya))
    close_session(session, by=room.ines, now=NOW)
    tags = Event.objects.exclude(pk__in=before).values_list("tag", flat=True)
    assert list(tags) == [
        "calibration:created", "table:filled", "calibration:started", "rating:calibrated",
        "calibration:closed",
    ]  # fmt: skip
    assert Participant.objects.filter(calibrated_at=NOW).count() == 4
