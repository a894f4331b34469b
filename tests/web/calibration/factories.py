"""A round whose managers have handed in, and a session over it, made by the actions."""

from typing import Any

from tests.web.factories import NOW, TODAY, hr, person
from tests.web.reviews import factories as rounds
from trellis_web.calibration.actions import (
    change_rating,
    create_session,
    place_subjects,
    start_session,
)
from trellis_web.calibration.models import Change, Session
from trellis_web.calibration.rules import Mark
from trellis_web.growth.models import EvidenceNote
from trellis_web.people.models import Person
from trellis_web.reviews.actions import release_results
from trellis_web.reviews.models import Cycle, Participant
from trellis_web.reviews.rules import Answer

SCORED = {
    "c1": Answer(score=2, next="not_yet", reason="Two outages"),
    "c2": Answer(score=3, next="shows"),
    "c3": Answer(is_unseen=True),
}


class Room:
    """Two managers with two people each, HR, and Ines, who facilitates."""

    def __init__(self, **scores: int) -> None:
        """`scores`: what somebody has in c2, by their first name in small letters."""
        self.hana, self.ines = hr(), person("Ines Adler")
        self.tom, self.joon = person("Tom Reyes"), person("Joon Park")
        self.maya, self.priya = (rounds.member(self.tom, name=n) for n in ("Maya", "Priya"))
        self.wei, self.ana = (rounds.member(self.joon, name=n) for n in ("Wei", "Ana"))
        self.version = rounds.version()
        self.cycle: Cycle = rounds.opened([self.version.family], by=self.hana)
        for each in (self.maya, self.priya, self.wei, self.ana):
            score = scores.get(each.name.lower(), 3)
            c2 = Answer(score=score, next="shows", reason="Seen")
            rounds.handed_in(rounds.sheet(each), SCORED | {"c2": c2})

    def session(self, **fields: Any) -> Session:
        """A session in preparation with everyone on the table."""
        values: dict[str, Any] = {
            "title": "Engineering L1",
            "cycle": self.cycle,
            "facilitator": self.ines,
        } | fields
        made = create_session(family=self.version.family, by=self.hana, now=NOW, **values)
        place_subjects(made, by=self.hana, now=NOW)
        return made

    def live(self, **fields: Any) -> Session:
        """The same, live."""
        made = self.session(**fields)
        facilitator = fields.get("facilitator", self.ines)
        return start_session(made, by=facilitator, now=NOW)

    def about(self, someone: Person) -> Participant:
        """Their row in the round."""
        return Participant.objects.select_related("cycle", "person").get(
            cycle=self.cycle, person=someone
        )


REASONS = {
    "statement": "c1-l2",
    "reason": "ROOM-WORDS The design crossed two services.",
    "employee_reason": "You led the design across two services.",
}


def change(session: Session, of: Participant, **fields: Any) -> Change:
    """One rating moved from 2 to 3 by the facilitator, with everything that it needs."""
    by = fields.pop("by", None) or session.members.get(part="facilitator").person
    values: dict[str, Any] = {"competency": "c1", "to": Mark(score=3), "turn": 0} | REASONS | fields
    return change_rating(session, participant=of, by=by, **{"now": NOW} | values)


def released(room: Room) -> None:
    """The round, released by HR."""
    release_results([room.cycle], by=room.hana, now=NOW, today=TODAY)


def note(of: Person, *, is_shared: bool = True, **fields: Any) -> EvidenceNote:
    """Something that somebody did in the period of the round."""
    values = {"text": "Led it.", "happened_on": TODAY, "created_at": NOW} | fields
    told = {"shared_at": NOW, "shared_by": of} if is_shared else {}
    made: EvidenceNote = EvidenceNote.objects.create(person=of, **values | told)
    return made
