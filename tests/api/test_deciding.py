"""Overrides, declines and minutes by token: for the eyes of their pages, and nobody else's."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.contract.by_token import ask, token_of
from tests.web.calibration.factories import Room
from tests.web.factories import NOW
from tests.web.promotions.stage import WHEN, Stage, not_yet
from trellis_web.access.rules import Scope
from trellis_web.calibration.actions import add_member, close_session, talk_about
from trellis_web.calibration.models import Member
from trellis_web.organisation.models import Switch
from trellis_web.people.models import Person
from trellis_web.promotions.actions import ask_override, decline_opening, set_telling

pytestmark = pytest.mark.django_db


def read(who: Person, address: str, *scopes: str) -> tuple[int, Any]:
    """The status and the JSON of an address."""
    headers = {"Authorization": f"Bearer {token_of(who, *scopes)}"}
    answer = ask(headers, f"/api/v1/{address}")
    return answer.status_code, answer.json()


def items(who: Person, address: str) -> list[Any]:
    """What somebody gets in a list."""
    status, found = read(who, address)
    assert status == 200, found
    rows: list[Any] = found["items"]
    return rows


def test_an_override_is_read_by_who_decides_and_hr_and_not_by_whom_it_is_about() -> None:
    at = Stage()
    case = at.discussed()
    asked = ask_override(case, reason="She is needed there.", by=at.chair, **WHEN)
    one = f"overrides/{asked.pk}"
    for reader in (at.chair, at.member, at.hana):
        assert read(reader, one)[1]["reason"] == "She is needed there."
        assert [each["id"] for each in items(reader, f"overrides?case_id={case.pk}")] == [asked.pk]
        [shown] = items(reader, "cases?expand=overrides")
        assert shown["overrides"][0]["is_approved"] is None
    missing = read(at.maya, "overrides/987654321")
    for stranger in (at.maya, at.tom, at.olu):
        assert (read(stranger, one), items(stranger, "overrides")) == (missing, [])
    [hers] = items(at.maya, "cases?expand=overrides")
    assert hers["overrides"] == []
    assert read(at.chair, one, Scope.PEOPLE_READ)[0] == 403


def test_a_decline_is_read_by_the_person_alone() -> None:
    at = Stage()
    made = decline_opening(move=at.move, by=at.maya, **WHEN)
    [mine] = items(at.maya, "declines?move=L1-L2")
    assert (mine["id"], mine["person_id"], mine["move"]) == (made.pk, at.maya.pk, "L1-L2")
    for other in (at.tom, at.olu, at.hana, at.chair):
        assert (items(other, "declines"), read(other, f"declines/{made.pk}")[0]) == ([], 404)


def test_that_a_decision_waits_to_be_told_is_read_without_what_was_decided(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    at = Stage()
    set_telling(days=5, by=at.hana, **WHEN)
    case = at.discussed()
    at.decide(case, not_yet(text="Not before the summer."))
    for reader in (at.maya, at.tom, at.hana):
        [waits] = items(reader, f"tellings?case_id={case.pk}")
        assert (waits["case_id"], waits["told_at"]) == (case.pk, None)
        assert set(waits) == {"id", "case_id", "due_on", "told_at"}
    assert items(at.maya, f"decisions?case_id={case.pk}") == []
    assert len(items(at.tom, f"decisions?case_id={case.pk}")) == 1
    for stranger in (at.olu, at.chair):
        assert (items(stranger, "tellings"), read(stranger, f"tellings/{waits['id']}")[0]) == (
            [], 404,
        )  # fmt: skip


@pytest.fixture
def room() -> Room:
    return Room()


def agreed(room: Room) -> None:
    """Minutes are recorded from now on."""
    Switch.objects.create(
        feature="minutes", is_on=True, reason="Agreed", asked_at=NOW, asked_by=room.hana,
        is_approved=True, settled_at=NOW, settled_by=room.ines,
    )  # fmt: skip


def test_minutes_of_each_person_are_for_the_facilitator_while_it_lasts(room: Room) -> None:
    agreed(room)
    session = room.live()
    add_member(session, person=room.tom, part=Member.Part.EDITOR, by=room.ines, now=NOW)
    for n, each in enumerate((room.maya, room.wei)):
        at = NOW + timedelta(minutes=4 * n)
        talk_about(session, participant=room.about(each), by=room.ines, now=at)
    spoken = items(room.ines, f"calibration-talks?session_id={session.pk}")
    assert [each["participant_id"] for each in spoken] == [
        room.about(each).pk for each in (room.maya, room.wei)
    ]
    assert [each["until_at"] is None for each in spoken] == [False, True]
    one = f"calibration-talks/{spoken[0]['id']}"
    for other in (room.tom, room.hana, room.maya):
        assert (items(other, "calibration-talks"), read(other, one)[0]) == ([], 404)
    close_session(session, note="Done.", by=room.ines, now=NOW + timedelta(minutes=9))
    assert items(room.ines, "calibration-talks") == []


def test_minutes_by_group_hide_small_groups_from_all_but_the_facilitator(room: Room) -> None:
    session = room.live()
    address = f"calibration-sessions/{session.pk}/minutes"
    assert items(room.ines, address) == []  # nothing is recorded where it is not agreed
    agreed(room)
    add_member(session, person=room.tom, part=Member.Part.EDITOR, by=room.ines, now=NOW)
    talk_about(session, participant=room.about(room.maya), by=room.ines, now=NOW)
    told = {each["manager"]: each for each in items(room.ines, address)}
    assert told["Tom Reyes"]["minutes"] > 0
    assert told["Joon Park"] == {"manager": "Joon Park", "people": 2, "minutes": 0.0}
    for reader in (room.hana, room.tom):
        assert [each["minutes"] for each in items(reader, address)] == [None, None]
    for stranger in (room.maya, room.joon):
        assert read(stranger, address)[0] == 404


def test_what_was_recorded_is_not_told_once_it_is_switched_off(room: Room) -> None:
    session = room.live()
    session.talks.create(participant=room.about(room.maya), from_at=NOW)
    assert items(room.ines, "calibration-talks") == []
