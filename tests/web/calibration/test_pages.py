"""Pages of a session, as browsers without script see them, and what htmx asks for."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.web.calibration.factories import REASONS, Room, change, note
from tests.web.factories import NOW, TODAY, person
from trellis_web.access.rules import roles_of
from trellis_web.calibration.actions import (
    add_member,
    create_session,
    place_subjects,
    remove_member,
    start_session,
)
from trellis_web.calibration.models import Change, Member, Session
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def room() -> Room:
    """Two managers with two people each, HR and a facilitator."""
    return Room()


def client(someone: Person) -> Client:
    """A browser in which somebody is signed in."""
    found = Client()
    found.force_login(someone)
    return found


def board(session: Session, query: str = "") -> str:
    """The address of a session."""
    return f"{reverse('calibration', args=[session.pk])}?{query}"


def rating(session: Session, participant: int, **changed: Any) -> tuple[str, dict[str, Any]]:
    """Where a change is sent, and what is sent."""
    url = reverse("calibration_rating", args=[session.pk, participant, "c1"])
    return url, {"turn": 0, "score": 3, "next": "not_yet"} | REASONS | changed


def test_hr_sets_a_session_up_and_everyone_who_fits_is_on_its_table(room: Room) -> None:
    sent = {
        "title": "Engineering", "cycle": room.cycle.pk, "family": room.version.family_id,
        "facilitator": "ines adler",
    }  # fmt: skip
    answer = client(room.hana).post(reverse("calibration_new"), sent, follow=True)
    made = Session.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("calibration", args=[made.pk])
    assert made.subjects.count() == 4
    assert "Before you start" in answer.content.decode()


def test_a_level_that_the_family_has_not_is_named_with_those_it_has(room: Room) -> None:
    sent = {
        "title": "E", "cycle": room.cycle.pk, "family": room.version.family_id,
        "facilitator": "ines adler", "levels": "L1, L9",
    }  # fmt: skip
    answer = client(room.hana).post(reverse("calibration_new"), sent)
    assert answer.status_code == 422
    assert "has no level L9. Its levels are L1, L2, L3." in answer.content.decode()


def test_the_board_says_every_mark_in_words(room: Room) -> None:
    live = room.live()
    change(live, room.about(room.maya))
    page = client(room.ines).get(board(live)).content.decode()
    key = f"cell-{room.about(room.maya).pk}-c1"
    cell = page[page.index(f'id="{key}"') :].partition("</a>")[0]
    assert "<s>2</s> 3" in cell
    assert "Maya, Craft 1: " in cell
    assert "changed from 2; no evidence" in cell


def test_a_cell_is_a_link_that_opens_its_panel_without_script(room: Room) -> None:
    live, maya = room.live(), room.about(room.maya)
    page = client(room.ines).get(board(live, f"cell={maya.pk}-c1&to=4")).content.decode()
    assert "Does craft 1 as L1." in page
    assert re.search(r'<input[^>]*name="score"[^>]*value="4"[^>]*checked', page)
    assert "Two outages" in page


def test_a_change_is_posted_by_a_plain_form_and_stands_on_the_board(room: Room) -> None:
    live, maya = room.live(), room.about(room.maya)
    shared = note(room.maya)
    url, sent = rating(live, maya.pk, looked_at=[shared.pk])
    answer = client(room.ines).post(url, sent, follow=True)
    assert "Moved from 2 by Ines Adler" in answer.content.decode()
    made = Change.objects.get()
    assert [each.note for each in made.looked_at.all()] == [shared]
    assert (made.to_score, made.reason) == (3, REASONS["reason"])


def test_a_change_without_reasons_comes_back_with_its_words_and_what_is_missing(
    room: Room,
) -> None:
    live, maya = room.live(), room.about(room.maya)
    url, sent = rating(live, maya.pk, employee_reason="", reason="Kept words")
    answer = client(room.ines).post(url, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kept words" in page
    assert "Write what the person will read about it." in page


def test_a_change_that_was_overtaken_shows_both_values_and_keeps_the_words(room: Room) -> None:
    live, maya = room.live(), room.about(room.maya)
    change(live, maya)
    url, sent = rating(live, maya.pk, score=5, reason="Kept words")
    answer = client(room.ines).post(url, sent, headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<b>There now:</b> 3" in page
    assert "<b>Yours:</b> 5" in page
    assert "Kept words" in page
    assert 'name="turn" value="1"' in page


def test_who_has_a_conflict_reads_why_they_change_nothing(room: Room) -> None:
    live, wei = room.live(facilitator=room.joon), room.about(room.wei)
    page = client(room.joon).get(board(live, f"cell={wei.pk}-c1")).content.decode()
    assert "You rated or lead this person, so somebody else decides here." in page
    url, sent = rating(live, wei.pk)
    assert client(room.joon).post(url, sent).status_code == 403


def test_a_change_is_answered_to_script_with_the_panel_and_the_cells(room: Room) -> None:
    live, maya = room.live(), room.about(room.maya)
    url, sent = rating(live, maya.pk)
    page = client(room.ines).post(url, sent, headers=HTMX).content.decode()
    assert 'id="panel"' in page
    assert f'id="cell-{maya.pk}-c1"' in page
    assert "<html" not in page


def test_nothing_new_is_204_and_something_new_is_sent_once(room: Room) -> None:
    live, maya = room.live(), room.about(room.maya)
    url = reverse("calibration_news", args=[live.pk])
    browser = client(room.ines)
    assert browser.get(url, {"since": 0}, headers=HTMX).status_code == 204
    made = change(live, maya)
    page = browser.get(url, {"since": 0}, headers=HTMX).content.decode()
    assert f'id="cell-{maya.pk}-c1"' in page
    assert "Ines Adler moved Maya from 2 to 3 in Craft 1." in page
    assert f"since={made.pk}" in page
    assert browser.get(url, {"since": made.pk}, headers=HTMX).status_code == 204
    assert browser.get(url, {"since": "٣"}, headers=HTMX).status_code == 200
    assert browser.get(url).headers["Location"] == reverse("calibration", args=[live.pk])


def test_by_rating_every_card_has_a_menu_that_moves_it(room: Room) -> None:
    live, maya = room.live(), room.about(room.maya)
    page = client(room.ines).get(board(live, "view=rating&competency=c2")).content.decode()
    assert 'aria-label="Move Maya to"' in page
    assert f'name="cell" value="{maya.pk}-c2"' in page


def test_with_names_off_nobody_is_named(room: Room) -> None:
    live, maya = room.live(), room.about(room.maya)
    change(live, maya)
    for query in ("names=off", f"names=off&cell={maya.pk}-c1", "names=off&view=rating"):
        page = client(room.ines).get(board(live, query)).content.decode()
        main = page[page.index("<main") : page.index("</main>")]
        assert "Person 1" in main
        for name in ("Maya", "Priya", "Tom Reyes", "Joon Park"):
            assert name not in main, (query, name)


def test_a_change_is_taken_back_in_the_log_as_an_entry_of_its_own(room: Room) -> None:
    live = room.live()
    made = change(live, room.about(room.maya))
    url = reverse("calibration_undoing", args=[live.pk, made.pk])
    browser = client(room.ines)
    assert browser.post(url, {"reason": ""}).status_code == 422
    page = browser.post(url, {"reason": "Wrong row"}, follow=True).content.decode()
    assert "Wrong row" in page
    assert "Taken back" in page
    assert browser.post(url, {"reason": "Again"}).status_code == 409


def test_the_room_says_who_is_in_it_and_who_has_a_conflict(room: Room) -> None:
    session = room.session()
    browser = client(room.ines)
    sent = {"person": room.tom.email, "part": "editor"}
    url = reverse("calibration_members", args=[session.pk])
    page = browser.post(url, sent, follow=True).content.decode()
    assert "Added Tom Reyes." in page
    assert "about Maya" in page
    assert "rated or leads them" in page
    again = browser.post(url, sent)
    assert again.status_code == 409
    assert "in the session already" in again.content.decode()


def test_a_conflict_is_declared_about_somebody_on_the_table_only(room: Room) -> None:
    session = room.session()
    url = reverse("calibration_conflicts", args=[session.pk])
    sent = {"participant": room.about(room.wei).pk, "conflict_reason": "We are related."}
    browser = client(room.ines)
    assert "Declared." in browser.post(url, sent, follow=True).content.decode()
    assert browser.post(url, sent | {"participant": 10**9}).status_code == 422


def test_the_facilitator_starts_closes_and_reads_the_signature(room: Room) -> None:
    session, browser = room.session(), client(room.ines)
    browser.post(reverse("calibration_opening", args=[session.pk]))
    change(session, room.about(room.maya))
    url = reverse("calibration_closing", args=[session.pk])
    assert "There is no way back" in browser.get(url).content.decode()
    assert browser.post(url, {"note": "Word craft 1 anew."}).status_code == 302
    page = browser.get(url).content.decode()
    assert "The log is what was signed." in page
    assert "Word craft 1 anew." in page
    assert browser.post(url).status_code == 409


def test_somebody_outside_the_room_finds_nothing(room: Room) -> None:
    live, stranger = room.live(), client(person("Nobody"))
    for name in ("calibration", "calibration_log", "calibration_news", "calibration_room"):
        assert stranger.get(reverse(name, args=[live.pk])).status_code == 404


def test_the_rail_leads_to_sessions_while_one_takes_part_and_permits_nothing(room: Room) -> None:
    live, way = room.live(), f'href="{reverse("calibration_list")}"'
    seat = add_member(live, person=room.tom, part=Member.Part.MEMBER, by=room.ines, now=NOW)
    assert way in client(room.tom).get("/").content.decode()
    assert roles_of(room.tom, today=TODAY) == {"employee", "manager"}
    remove_member(seat, by=room.ines, now=NOW)
    assert way not in client(room.tom).get("/").content.decode()
    assert way not in client(room.maya).get("/").content.decode()


def test_more_people_cost_no_query_and_few_bytes(room: Room) -> None:
    tables = [[room.maya], [room.priya, room.wei, room.ana]]
    browser, pages = client(room.ines), []
    for people in tables:
        about: dict[str, Any] = {
            "cycle": room.cycle,
            "family": room.version.family,
            "facilitator": room.ines,
        }
        made = create_session(title="T", **about, by=room.hana, now=NOW)
        named = [room.about(each) for each in people]
        place_subjects(made, participants=named, by=room.hana, now=NOW)
        start_session(made, by=room.ines, now=NOW)
        browser.get(board(made))
        with CaptureQueriesContext(connection) as captured:
            pages.append((len(browser.get(board(made)).content), len(captured)))
    (few, asked), (many, asked_more) = pages
    assert asked_more == asked
    assert (many - few) / (2 * 3) <= 450, "bytes for each cell"


def test_the_board_needs_at_most_twelve_queries(room: Room) -> None:
    live, browser = room.live(), client(room.ines)
    browser.get(board(live))
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(board(live)).status_code == 200
    assert len(captured) <= 12, "\n".join(each["sql"] for each in captured.captured_queries)


def test_permission_is_asked_before_the_form_is_read(room: Room) -> None:
    live, maya = room.live(), room.about(room.maya)
    made = change(live, maya)
    mo = person("Mo")
    add_member(live, person=mo, part=Member.Part.MEMBER, by=room.ines, now=NOW)
    found = {}
    for name, args in (
        ("calibration_rating", (maya.pk, "c1")), ("calibration_undoing", (made.pk,)),
        ("calibration_members", ()), ("calibration_facilitation", ()),
    ):  # fmt: skip
        url = reverse(name, args=[live.pk, *args])
        found[name] = [client(who).post(url).status_code for who in (mo, room.ines)]
    assert found == {key: [403, 422] for key in found}
