"""A change: who makes it, what it needs, two at once, taking it back."""

from typing import Any

import pytest

from tests.web.calibration.factories import REASONS, Room, change, note
from tests.web.factories import NOW, TODAY, person, report
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.calibration.actions import (
    add_member,
    close_session,
    declare_conflict,
    hand_over_facilitation,
    remove_member,
    undo_change,
)
from trellis_web.calibration.models import Change, Member, Session
from trellis_web.calibration.queries import change_log, is_intact, spot_of
from trellis_web.calibration.rules import Lacking, Mark, Overtaken
from trellis_web.growth.actions import delete_evidence, unshare_evidence
from trellis_web.people.actions.leaving import deactivate_person
from trellis_web.people.models import Person
from trellis_web.reviews.models import Nomination
from trellis_web.reviews.rules import Conflict, Refused

pytestmark = pytest.mark.django_db
Part = Member.Part


@pytest.fixture
def room() -> Room:
    return Room()


def mark_of(room: Room, someone: Person, competency: str = "c1") -> Mark:
    spot = spot_of(room.about(someone), competency)
    assert spot is not None
    return spot.mark


def test_a_change_says_from_what_to_what_why_and_by_which_sentence(room: Room) -> None:
    made = change(room.live(), room.about(room.maya))
    assert (made.from_score, made.to_score, made.from_next, made.to_next) == (
        2, 3, "not_yet", "not_yet",
    )  # fmt: skip
    assert made.wording == "Does craft 1 as L2."
    assert mark_of(room, room.maya) == Mark(3, "", "not_yet")
    assert Event.objects.filter(tag="rating:calibrated").count() == 1


def test_what_a_change_lacks_is_said_field_by_field(room: Room) -> None:
    session, maya = room.live(), room.about(room.maya)
    wrong: tuple[tuple[dict[str, Any], set[str]], ...] = (
        ({"reason": " "}, {"reason"}),
        ({"employee_reason": ""}, {"employee_reason"}),
        ({"statement": "c2-l2"}, {"statement"}),
        ({"statement": "c1-l3"}, {"statement"}),
        ({"to": Mark(score=6)}, {"score"}),
        ({"to": Mark(next="perhaps")}, {"next"}),
        ({"reason": "x" * 4001, "employee_reason": ""}, {"reason", "employee_reason"}),
    )
    for fields, faulty in wrong:
        with pytest.raises(Lacking) as caught:
            change(session, maya, **fields)
        assert set(caught.value.faults) == faulty
    unfit: tuple[dict[str, Any], ...]
    unfit = ({"to": Mark(score=2)}, {"competency": "c9"}, {"looked_at": [999]})
    for fields in unfit:
        with pytest.raises(Refused):
            change(session, maya, **fields)
    assert not Change.objects.exists()


def test_only_the_facilitator_and_editors_change_ratings(room: Room) -> None:
    session, maya = room.live(), room.about(room.maya)
    people = {part: person(part.value) for part in (Part.EDITOR, Part.MEMBER, Part.OBSERVER)}
    for part, each in people.items():
        add_member(session, person=each, part=part, by=room.ines, now=NOW)
    for by in (people[Part.MEMBER], people[Part.OBSERVER], room.hana, room.maya, person("Out")):
        with pytest.raises(Denied):
            change(session, maya, by=by)
    assert change(session, maya, by=people[Part.EDITOR]).turn == 1


def test_a_conflict_of_interest_denies_even_the_facilitator(room: Room) -> None:
    session = room.live()
    for each in (room.tom, room.priya):
        add_member(session, person=each, part=Part.EDITOR, by=room.ines, now=NOW)
    report(room.ines, room.ana)
    wei = room.about(room.wei)
    Nomination.objects.create(
        participant=wei, peer=room.ines, perspective="peer",
        nominated_at=NOW, nominated_by=room.joon, approved_at=NOW, approved_by=room.joon,
    )  # fmt: skip
    for by, subject, code in (
        (room.tom, room.maya, "calibration-own-report"),
        (room.priya, room.priya, "calibration-own-record"),
        (room.ines, room.ana, "calibration-own-manager"),
        (room.ines, room.wei, "calibration-peer"),
    ):
        with pytest.raises(Denied) as caught:
            change(session, room.about(subject), by=by)
        assert caught.value.denial.code == code
    assert change(session, wei, by=room.tom).turn == 1


def test_a_declared_conflict_counts_at_once(room: Room) -> None:
    session, maya = room.live(), room.about(room.maya)
    declare_conflict(session, participant=maya, reason="My cousin", by=room.ines, now=NOW)
    with pytest.raises(Denied):
        change(session, maya)
    with pytest.raises(Conflict):
        declare_conflict(session, participant=maya, reason="Again", by=room.ines, now=NOW)


def test_of_two_changes_at_once_one_wins_and_the_other_sees_both(room: Room) -> None:
    session, maya = room.live(), room.about(room.maya)
    first = change(session, maya, to=Mark(score=3))
    with pytest.raises(Overtaken) as caught:
        change(session, maya, to=Mark(score=4))
    assert (caught.value.now.score, caught.value.wanted.score) == (3, 4)
    assert caught.value.change == first
    assert Change.objects.count() == 1
    assert change(session, maya, to=Mark(score=4), turn=1).from_score == 3


def test_what_is_typed_while_the_session_closes_changes_nothing(room: Room) -> None:
    session, maya = room.live(), room.about(room.maya)
    close_session(session, by=room.ines, now=NOW)
    with pytest.raises(Conflict) as caught:
        change(session, maya, by=room.ines)
    assert caught.value.denial.code == "calibration-closed"
    assert not Change.objects.exists()


def test_to_take_back_is_an_entry_of_its_own_for_the_latest_change_only(room: Room) -> None:
    session, maya = room.live(), room.about(room.maya)
    first = change(session, maya)
    second = change(session, maya, to=Mark(score=5), turn=1)
    with pytest.raises(Conflict):
        undo_change(first, reason="Wrong person", by=room.ines, now=NOW)
    with pytest.raises(Lacking):
        undo_change(second, reason=" ", by=room.ines, now=NOW)
    undo = undo_change(second, reason="Wrong person", by=room.ines, now=NOW)
    assert (undo.turn, undo.undoes, mark_of(room, room.maya).score) == (3, second, 3)
    with pytest.raises(Conflict):
        undo_change(undo, reason="Once more", by=room.ines, now=NOW)
    assert [each.to_score for each in Change.objects.order_by("id")] == [3, 5, 3]


def test_only_notes_that_the_person_shares_are_looked_at(room: Room) -> None:
    session, maya = room.live(), room.about(room.maya)
    shared, private = note(room.maya), note(room.maya, is_shared=False)
    of_another = note(room.wei)
    for key in (private.pk, of_another.pk):
        with pytest.raises(Refused):
            change(session, maya, looked_at=[shared.pk, key])
    made = change(session, maya, looked_at=[shared.pk])
    assert [each.note for each in made.looked_at.all()] == [shared]


def test_a_note_that_was_looked_at_stays_the_persons_own_and_deleting_it_tells_nothing(
    room: Room,
) -> None:
    """A refusal would say that there was a session, so the pointer goes along with the note."""
    session, shared, other = room.live(), note(room.maya), note(room.maya, text="Withdrawn.")
    made = change(session, room.about(room.maya), looked_at=[shared.pk, other.pk])
    unshare_evidence(note=other, by=room.maya, now=NOW, today=TODAY)
    [entry] = change_log(session, to=room.ines)
    assert [each.note for each in entry.looked_at.all()] == [shared]
    delete_evidence(note=shared, by=room.maya, now=NOW, today=TODAY)
    close_session(session, by=room.ines, now=NOW)
    assert list(made.looked_at.values_list("note", flat=True)) == [other.pk]
    assert is_intact(Session.objects.get())
    assert Event.objects.filter(tag="evidence:deleted").count() == 1


def test_a_facilitator_who_left_has_no_rights_and_hr_appoints_another(room: Room) -> None:
    session, maya = room.live(), room.about(room.maya)
    joy = person("Joy Hale")
    deactivate_person(room.ines, by=room.hana, now=NOW, today=TODAY)
    gone = Person.objects.get(pk=room.ines.pk)
    with pytest.raises(Denied):
        change(session, maya, by=gone)
    with pytest.raises(Denied):
        close_session(session, by=room.hana, now=NOW)
    hand_over_facilitation(session, to=joy, reason="Ines has left.", by=room.hana, now=NOW)
    assert change(session, maya, by=joy).changed_by == joy
    assert close_session(session, by=joy, now=NOW).digest
    assert Event.objects.filter(tag="facilitation:handed-over").count() == 1


def test_whoever_is_taken_out_of_the_room_changes_nothing_more(room: Room) -> None:
    session, maya, joy = room.live(), room.about(room.maya), person("Joy Hale")
    seat = add_member(session, person=joy, part=Part.EDITOR, by=room.ines, now=NOW)
    remove_member(seat, by=room.ines, now=NOW)
    with pytest.raises(Denied):
        change(session, maya, by=joy)
    only = session.members.get(person=room.ines)
    with pytest.raises(Conflict):
        remove_member(only, by=room.hana, now=NOW)
    assert REASONS["reason"] not in str(Event.objects.values_list("payload", flat=True))
