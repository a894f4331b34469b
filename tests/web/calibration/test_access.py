"""Who reads what: the room while it lasts, HR in scope, managers and auditors after the release."""

import re
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from tests.web.calibration.factories import Room, change, released
from tests.web.factories import NOW, TODAY, grant, person
from trellis_web.access.queries import visible
from trellis_web.calibration.actions import (
    add_member,
    close_session,
    declare_conflict,
    remove_member,
)
from trellis_web.calibration.models import (
    Change,
    Conflict,
    LookedAt,
    Member,
    Session,
    Subject,
    Talk,
)
from trellis_web.calibration.queries import (
    board,
    change_log,
    changes_since,
    panel_of,
    reasons_about,
)
from trellis_web.people.models import Person, ReportingLine, Unit

pytestmark = pytest.mark.django_db
MODELS: tuple[type[Model], ...] = (Session, Member, Subject, Conflict, Change, LookedAt, Talk)


@pytest.fixture
def room() -> Room:
    return Room()


def seen(actor: Person) -> dict[str, int]:
    """How many rows of each table somebody sees, as a new request loads them."""
    fresh = Person.objects.get(pk=actor.pk)
    counts = {model.__name__: visible(model, to=fresh, today=TODAY).count() for model in MODELS}
    return {name: n for name, n in counts.items() if n}


def words_of(page: Any) -> str:
    """A page without what differs each time: tokens and nonces."""
    text = re.sub(r'(nonce|value)="[^"]{16,}"', "", page.content.decode())
    return re.sub(r"csrf[^>]*", "", text)


def member(session: Session, name: str = "Mo", part: str = Member.Part.MEMBER) -> Member:
    facilitator = session.members.get(part="facilitator").person
    return add_member(session, person=person(name), part=Member.Part(part), by=facilitator, now=NOW)


def test_nobody_outside_the_room_sees_anything(room: Room) -> None:
    session = room.live()
    change(session, room.about(room.maya))
    partner = person("Pete Outer")
    grant(partner, "hr_partner", Unit.objects.create(name="Sales"))
    for outsider in (room.maya, room.tom, room.wei, person("Out"), partner):
        assert seen(outsider) == {}


def test_a_member_reads_until_the_end_or_until_they_leave(room: Room) -> None:
    session = room.live()
    stays, goes = member(session), member(session, "Gil")
    change(session, room.about(room.maya))
    inside = {"Session": 1, "Member": 3, "Subject": 4, "Change": 1}
    assert seen(stays.person) == seen(goes.person) == inside
    remove_member(goes, by=room.ines, now=NOW)
    assert seen(goes.person) == {}
    close_session(session, by=room.ines, now=NOW)
    assert seen(stays.person) == {}
    assert seen(room.ines) == {"Session": 1, "Member": 3, "Change": 1}
    assert seen(room.hana) == {"Session": 1, "Member": 3, "Subject": 4, "Change": 1}


def test_nobody_in_the_room_reads_anything_about_themself(room: Room) -> None:
    session = room.live()
    add_member(session, person=room.maya, part=Member.Part.OBSERVER, by=room.ines, now=NOW)
    maya, priya = room.about(room.maya), room.about(room.priya)
    before = board(session, to=room.maya, today=TODAY)
    change(session, maya)
    declare_conflict(session, participant=maya, reason="My cousin", by=room.ines, now=NOW)
    assert board(session, to=room.maya, today=TODAY) == before
    assert [row.person for row in before.rows] == [room.ana, room.wei, room.priya]
    assert panel_of(session, maya.pk, "c1", to=room.maya) is None
    assert list(change_log(session, to=room.maya)) == changes_since(session, 0, to=room.maya) == []
    mine = change(session, priya)
    assert changes_since(session, 0, to=room.maya) == [mine]
    assert seen(room.maya) == {"Session": 1, "Member": 2, "Subject": 3, "Change": 1}


def test_the_employee_cannot_tell_whether_something_was_changed(room: Room) -> None:
    """Two worlds: whatever happens in the room, what the person reads stays the same."""
    session, maya = room.live(), room.about(room.maya)
    own_sheet = Client()
    own_sheet.force_login(room.maya)

    def world() -> tuple[Any, ...]:
        pages = [own_sheet.get(reverse(name)) for name in ("home", "review_list")]
        return seen(room.maya), list(reasons_about(room.maya, to=room.maya)), *map(words_of, pages)

    before = world()
    change(session, maya)
    assert world() == before
    close_session(session, by=room.ines, now=NOW)
    assert world() == before


def test_reasons_reach_the_manager_and_the_auditor_with_the_release(room: Room) -> None:
    session, maya = room.live(), room.about(room.maya)
    auditor, second = person("Ada Check"), person("Olga Marsh")
    grant(auditor, "auditor")
    made = change(session, maya)
    close_session(session, by=room.ines, now=NOW)
    for reader in (room.tom, auditor):
        assert seen(reader).get("Change", 0) == 0
    released(room)
    assert list(reasons_about(room.maya, to=room.tom)) == [made]
    assert seen(auditor)["Change"] == 1
    assert list(reasons_about(room.maya, to=room.maya)) == []
    assert list(reasons_about(room.maya, to=second)) == []
    ReportingLine.objects.filter(person=room.maya).update(until=TODAY)
    assert list(reasons_about(room.maya, to=room.tom)) == []


def test_a_partner_reads_of_their_unit_only(room: Room) -> None:
    unit, partner = Unit.objects.create(name="Payments"), person("Paula Inman")
    room.maya.positions.update(unit=unit)
    grant(partner, "hr_partner", unit)
    session = room.live()
    for each in (room.maya, room.wei):
        change(session, room.about(each))
    assert seen(partner) == {"Session": 1, "Member": 1, "Subject": 1, "Change": 1}
    assert [row.person for row in board(session, to=partner, today=TODAY).rows] == [room.maya]
