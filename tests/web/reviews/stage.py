"""A small company on which random histories of a round are played, by the actions that people use.

Ana and Ben report to Tom; Ana may move to Olga and back. Pia and Paul are asked about Ana without
their names. Every text that is saved is a word of its own, so that whoever reads it can be found.
"""

import re
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from tests.web import factories as make
from tests.web.factories import NOW, TODAY
from tests.web.reviews import factories as rounds
from trellis_web.access.queries import reports_of, visible
from trellis_web.access.rules import Denied
from trellis_web.people.actions.positions import change_manager
from trellis_web.people.models import Person, Unit
from trellis_web.reviews import actions
from trellis_web.reviews.actions import ballots, batches, nominations, releases, talks
from trellis_web.reviews.models import (
    Assessment,
    Cycle,
    Nomination,
    Participant,
    Rating,
    ReleasedFeedback,
    ReleasedRating,
)
from trellis_web.reviews.queries import sheet_of
from trellis_web.reviews.queries.peers import words_about
from trellis_web.reviews.rules import Answer, Refused, Sent

WORD = re.compile(r"word-\d+")
SHEETS = {
    "ana-self": ("ana", "ana", "self"),
    "ana-tom": ("ana", "tom", "manager"),
    "ana-olga": ("ana", "olga", "manager"),
    "ben-self": ("ben", "ben", "self"),
    "ben-tom": ("ben", "tom", "manager"),
}
"""Whose sheet about whom: subject, author, perspective."""
MOVES = """moves:
  - {id: L1-L2, from: ic/L1, to: ic/L2, criteria: [{id: avg, average: {min: 3}}]}
"""
READERS = ("ana", "ben", "tom", "olga", "pia", "hana", "sam")
LATEST = TODAY + timedelta(days=30)


def words_in(thing: object) -> set[str]:
    """The words that stand anywhere in what is printed of it."""
    return set(WORD.findall(str(thing)))


class Company:
    """The people, a round as a draft, and one method for each step. A refused one raises."""

    def __init__(self) -> None:
        document = rounds.document(competencies=1).removesuffix(rounds.MOVES)
        framework = rounds.version(document + MOVES)
        units = {name: Unit.objects.create(name=name) for name in ("Payments", "Sales")}
        self.hana = make.hr()
        self.tom, self.olga, self.pia, self.paul, self.sam = (
            make.person(name) for name in ("Tom", "Olga", "Pia", "Paul", "Sam")
        )
        self.ana = rounds.member(self.tom, name="Ana", unit=units["Payments"])
        self.ben = rounds.member(self.tom, name="Ben", unit=units["Sales"])
        self.units = {"ana": units["Payments"], "ben": units["Sales"]}
        self.family = framework.family
        self.tokens: dict[str, str] = {}
        self.now = NOW

    def begin(self, *, is_told_first: bool) -> None:
        """A round as a draft; what was remembered of an earlier one is gone."""
        self.tokens, self.now = {}, NOW
        told = {"told_by_on": LATEST} if is_told_first else {}
        self.cycle: Cycle = rounds.cycle(
            [self.family],
            by=self.hana,
            perspectives=["manager", "self", "peer"],
            threshold=2,
            is_told_first=is_told_first,
            **told,
        )

    def person(self, name: str) -> Person:
        """As a new request loads them: without what was known of their roles before."""
        return Person.objects.get(pk=getattr(self, name).pk)

    def about(self, subject: str) -> Participant:
        """Their row in the round."""
        return Participant.objects.select_related("cycle", "person").get(
            cycle=self.cycle, person=getattr(self, subject)
        )

    def sheet(self, name: str) -> Assessment:
        """One of `SHEETS`. `DoesNotExist` before it is made."""
        subject, author, perspective = SHEETS[name]
        return Assessment.objects.get(
            participant__cycle=self.cycle,
            participant__person=getattr(self, subject),
            author=getattr(self, author),
            perspective=perspective,
        )

    # Steps.

    def open(self) -> None:
        """The round is opened, and Ana's manager asks two colleagues about her."""
        hr = self.person("hana")
        actions.open_cycle(self.cycle, by=hr, now=self.now, today=TODAY)
        by = self.person("tom" if self.leads_ana("tom") else "olga")
        for peer in (self.pia, self.paul):
            nominations.add_peer(self.about("ana"), peer=peer, by=by, now=self.now)

    def write(self, name: str, word: str) -> None:
        """The author of a sheet answers the one question."""
        sheet, answer = self.sheet(name), Answer(score=2, next="shows", reason=word)
        by = self.person(SHEETS[name][1])
        actions.save_rating(sheet, competency="c1", sent=Sent(answer), by=by, now=self.now)

    def submit(self, name: str) -> None:
        """The author hands a sheet in."""
        by = self.person(SHEETS[name][1])
        actions.submit_assessment(self.sheet(name), by=by, now=self.now)

    def reopen(self, name: str) -> None:
        """HR gives a sheet back."""
        by = self.person("hana")
        actions.reopen_assessment(self.sheet(name), reason="Too short.", by=by, now=self.now)

    def move(self, manager: str) -> None:
        """Ana reports to somebody else from today on."""
        change_manager(
            self.ana,
            getattr(self, manager),
            since=TODAY,
            by=self.person("hana"),
            now=self.now,
            today=TODAY,
        )

    def hand_over(self, manager: str) -> None:
        """The review of Ana passes to somebody who leads her."""
        to, by = self.person(manager), self.person("hana")
        row = self.about("ana")
        actions.hand_over([row], to=to, reason="Ana has moved.", by=by, now=self.now)

    def leave(self, subject: str) -> None:
        """Somebody takes part no more."""
        by = self.person("hana")
        actions.leave_cycle(self.about(subject), reason="Has left.", by=by, now=self.now)

    def answer(self, peer: str, word: str) -> None:
        """A colleague takes a form, fills it in and hands it in."""
        asked = Nomination.objects.get(participant=self.about("ana"), peer=getattr(self, peer))
        token = ballots.take_ballot(asked, by=self.person(peer), now=self.now)
        answers = {"c1": Answer(score=3, next="shows", reason=word)}
        ballots.save_ballot(token, answers=answers, revision=0, now=self.now)
        ballots.submit_ballot(token, now=self.now)

    def end_peers(self) -> None:
        """The timer looks for stages that are complete."""
        batches.close_due_peer_stages(now=self.now)

    def release(self, subject: str) -> None:
        """HR releases a unit, or with an empty name the whole round."""
        unit, by = self.units.get(subject), self.person("hana")
        releases.release_results([self.cycle], unit=unit, by=by, now=self._later(), today=TODAY)

    def talk(self, subject: str) -> None:
        """HR notes the talk in the name of the manager."""
        talks.note_talk(self.about(subject), by=self.person("hana"), now=self._later())

    def overdue(self) -> None:
        """The latest day of the talks has passed."""
        talks.tell_overdue(now=self._later() + timedelta(days=40))

    def close(self) -> None:
        """The round ends."""
        actions.close_cycle(self.cycle, by=self.person("hana"), now=self.now)

    def take(self, verb: str, *what: str) -> bool:
        """Carries a step out; False, with nothing changed, when it is refused."""
        try:
            getattr(self, verb)(*what)
        except (Denied, Refused, ObjectDoesNotExist):
            return False
        return True

    def _later(self) -> datetime:
        """Releases have moments of their own."""
        self.now += timedelta(seconds=1)
        return self.now

    # What is there, and who reads it.

    def stored(self, name: str) -> set[str]:
        """The words on a sheet, as the database has them."""
        subject, author, perspective = SHEETS[name]
        rows = Rating.objects.filter(
            assessment__participant__cycle=self.cycle,
            assessment__participant__person=getattr(self, subject),
            assessment__author=getattr(self, author),
            assessment__perspective=perspective,
        )
        return {word for row in rows for word in words_in(row.reason)}

    def read_by(self, name: str, today: date = TODAY) -> set[str]:
        """Every word that pages can show somebody now."""
        reader = self.person(name)
        found: set[str] = set()
        for model in (Rating, ReleasedRating, ReleasedFeedback):
            for text in visible(model, to=reader, today=today).values_list("reason", flat=True):
                found |= words_in(text)
        for sheet in visible(Assessment, to=reader, today=today):
            found |= words_in(sheet_of(sheet, to=reader))
        for row in visible(Participant, to=reader, today=today):
            for _, said in words_about(row, to=reader).said:
                found |= words_in([each.answer.reason for each in said])
        return found

    def leads_ana(self, name: str) -> bool:
        """Whether Ana reports to them today."""
        return reports_of(getattr(self, name), today=TODAY).filter(person=self.ana).exists()


def step_names() -> list[tuple[Any, ...]]:
    """Every step that can be tried, by verb and arguments; `None` stands for a new word."""
    people = ("ana", "ben")
    return [
        ("open",),
        *(("write", name, None) for name in SHEETS),
        *(("submit", name) for name in SHEETS),
        *(("reopen", name) for name in SHEETS),
        *(("move", manager) for manager in ("tom", "olga")),
        *(("hand_over", manager) for manager in ("tom", "olga")),
        ("leave", "ben"),
        *(("answer", peer, None) for peer in ("pia", "paul")),
        ("end_peers",),
        *(("release", name) for name in (*people, "")),
        *(("talk", name) for name in people),
        ("overdue",),
        ("close",),
    ]
