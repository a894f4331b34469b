"""A session that is closed while somebody types: a sentence, their words, and nothing else."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.calibration.factories import REASONS, Room, change
from tests.web.factories import NOW, person
from trellis_web.audit.models import Event
from trellis_web.calibration.actions import add_member, close_session, remove_member
from trellis_web.calibration.models import Change, Conflict, Member, Session
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db
KEPT = "Kept words"


@pytest.fixture
def room() -> Room:
    """Two managers with two people each, HR and a facilitator."""
    return Room()


def seated(session: Session, someone: Person) -> Member:
    """Somebody as an editor in the room."""
    facilitator = session.members.get(part="facilitator").person
    part = Member.Part.EDITOR
    return add_member(session, person=someone, part=part, by=facilitator, now=NOW)


def sent(someone: Person, url: str, words: dict[str, Any], **headers: str) -> tuple[int, str]:
    """What somebody gets who sends a form: the status and the part of the page that differs."""
    browser = Client()
    browser.force_login(someone)
    answer = browser.post(url, words, headers=headers)
    page = answer.content.decode()
    return answer.status_code, (page.partition("<main")[2] or page).partition("</main>")[0]


def rating(room: Room, session: Session) -> tuple[str, dict[str, Any]]:
    """A change of a rating of Maya's, on its way."""
    maya = room.about(room.maya)
    url = reverse("calibration_rating", args=[session.pk, maya.pk, "c1"])
    return url, {"turn": 0, "score": 3, "next": "not_yet"} | REASONS | {"reason": KEPT}


def test_who_types_while_the_session_closes_reads_by_whom_and_keeps_their_words(room: Room) -> None:
    session, joy = room.live(), person("Joy Hale")
    seated(session, joy)
    url, words = rating(room, session)
    close_session(session, by=room.ines, now=NOW)
    events = Event.objects.count()
    for headers in ({}, {"HX-Request": "true"}):
        status, page = sent(joy, url, words, **headers)
        assert status == 409
        assert "Ines Adler closed “Engineering L1” on " in page
        assert KEPT in page
        assert REASONS["employee_reason"] in page
        for unseen in ("Maya", "Craft 1", "Two outages", "Does craft 1"):
            assert unseen not in page
    assert not Change.objects.exists()
    assert Event.objects.count() == events


def test_a_part_of_the_page_is_answered_to_script(room: Room) -> None:
    session, joy = room.live(), person("Joy Hale")
    seated(session, joy)
    url, words = rating(room, session)
    close_session(session, by=room.ines, now=NOW)
    browser = Client()
    browser.force_login(joy)
    page = browser.post(url, words, headers={"HX-Request": "true"}).content.decode()
    assert 'id="panel"' in page
    assert "<html" not in page


def test_whoever_still_sees_the_session_keeps_their_words_too(room: Room) -> None:
    session = room.live()
    seated(session, room.hana)
    url, words = rating(room, session)
    close_session(session, by=room.ines, now=NOW)
    for someone in (room.ines, room.hana):
        status, page = sent(someone, url, words)
        assert (status, KEPT in page) == (409, True)


def test_a_reason_to_take_back_and_a_conflict_are_kept_as_well(room: Room) -> None:
    session, joy = room.live(), person("Joy Hale")
    seated(session, joy)
    made, wei = change(session, room.about(room.maya)), room.about(room.wei)
    close_session(session, by=room.ines, now=NOW)
    for url, words in (
        (reverse("calibration_undoing", args=[session.pk, made.pk]), {"reason": KEPT}),
        (
            reverse("calibration_conflicts", args=[session.pk]),
            {"participant": wei.pk, "conflict_reason": KEPT},
        ),
    ):
        status, page = sent(joy, url, words)
        assert (status, KEPT in page, "Maya" in page) == (409, True, False)
    assert (Change.objects.count(), Conflict.objects.count()) == (1, 0)


def test_nobody_learns_of_the_end_who_was_not_in_the_room_then(room: Room) -> None:
    session, gone = room.live(), person("Gil Gone")
    remove_member(seated(session, gone), by=room.ines, now=NOW)
    url, words = rating(room, session)
    close_session(session, by=room.ines, now=NOW)
    for someone in (gone, person("Out"), room.maya, room.tom):
        status, page = sent(someone, url, words)
        assert (status, "closed" in page) == (404, False)


def test_who_only_looks_finds_nothing_after_the_end(room: Room) -> None:
    session, joy = room.live(), person("Joy Hale")
    seated(session, joy)
    url, _words = rating(room, session)
    close_session(session, by=room.ines, now=NOW)
    browser = Client()
    browser.force_login(joy)
    assert browser.get(url).status_code == 404
