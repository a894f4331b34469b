"""Calibration in the world of the contract: a session in preparation, one live, one closed."""

from typing import TYPE_CHECKING, Any

from tests.web.factories import NOW
from tests.web.reviews import factories as rounds
from trellis_web.calibration.actions import (
    add_member,
    change_rating,
    close_session,
    create_session,
    declare_conflict,
    place_subjects,
    start_session,
)
from trellis_web.calibration.models import Member, Session
from trellis_web.calibration.rules import Mark
from trellis_web.frameworks.models import Family
from trellis_web.people.models import Person
from trellis_web.reviews.models import Cycle, Participant
from trellis_web.reviews.rules import Answer

if TYPE_CHECKING:
    from tests.contract.world import World

WHO = ("owner", "peer", "elsewhere")
"""Who lies on the table: of the live session, of the one in preparation, of the closed one."""


def hold_sessions(world: "World", marks: dict[str, str]) -> dict[str, int]:
    """HR facilitates all three; the owner's manager is in the room of the live one."""
    hr, cycle = world.people["hr_admin"], _round(world, marks["calibration-rating"])
    owner, peer, elsewhere = (
        Participant.objects.get(cycle=cycle, person=world.people[who]) for who in WHO
    )
    live, ahead, over = (_session(cycle, each, by=hr) for each in (owner, peer, elsewhere))
    seat = add_member(live, person=world.manager, part=Member.Part.MEMBER, by=hr, now=NOW)
    start_session(live, by=hr, now=NOW)
    change = _change(live, owner, hr, marks["calibration-reason"], marks["calibration-employee"])
    reason = marks["calibration-conflict"]
    add_member(ahead, person=world.other_manager, part=Member.Part.EDITOR, by=hr, now=NOW)
    declare_conflict(ahead, participant=peer, reason=reason, by=world.other_manager, now=NOW)
    start_session(over, by=hr, now=NOW)
    _change(over, elsewhere, hr, "The room agreed.", "You did it twice.")
    close_session(over, note="Word craft 1 anew.", by=hr, now=NOW)
    return {
        "session": live.pk,
        "prepared_session": ahead.pk,
        "closed_session": over.pk,
        "tabled": owner.pk,
        "prepared_tabled": peer.pk,
        "calibration_member": seat.pk,
        "calibration_change": change,
    }


def _round(world: "World", reason: str) -> Cycle:
    """A round of its own, in which the managers have handed in."""
    people, hr = [world.people[who] for who in WHO], world.people["hr_admin"]
    family = Family.objects.get(slug="engineering")
    cycle = rounds.opened([family], by=hr, title="Compared round", people=people)
    for each in people:
        sheet = rounds.sheet(each, cycle=cycle)
        said = Answer(score=2, next="not_yet", reason=reason)
        rounds.handed_in(sheet, dict.fromkeys(("c1", "c2", "c3"), said))
    return cycle


def _session(cycle: Cycle, about: Participant, *, by: Person) -> Session:
    about_whom: dict[str, Any] = {"cycle": cycle, "family": about.version.family}
    title = f"Table of {about.person.name}"
    made = create_session(title=title, facilitator=by, **about_whom, by=by, now=NOW)
    place_subjects(made, participants=[about], by=by, now=NOW)
    return made


def _change(session: Session, of: Participant, by: Person, room: str, employee: str) -> int:
    return change_rating(
        session,
        participant=of,
        competency="c1",
        to=Mark(score=3),
        statement="c1-l1",
        reason=room,
        employee_reason=employee,
        turn=0,
        by=by,
        now=NOW,
    ).pk
