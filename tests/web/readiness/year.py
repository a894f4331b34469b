"""A year of a small company, day by day: everything that can change somebody's readiness.

Every event goes through the action that a page would call; the nightly timer runs each morning.
Nothing here knows how readiness is stored.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from django.db import transaction

from tests.web import factories as make
from trellis.findings import BadInput
from trellis_web.access.rules import Denied
from trellis_web.config.timers import refresh_readiness
from trellis_web.frameworks.actions.publication import publish_version
from trellis_web.frameworks.models import Draft, Family
from trellis_web.growth import actions as growth
from trellis_web.growth.models import Confirmation, Endorsement, EvidenceNote
from trellis_web.growth.rules.evidence import Tag
from trellis_web.growth.rules.metrics import read_metrics
from trellis_web.people.actions.absences import note_absence
from trellis_web.people.actions.leaving import deactivate_person
from trellis_web.people.actions.positions import Place, change_manager, change_positions
from trellis_web.people.models import Person, Position
from trellis_web.reviews import actions as reviews
from trellis_web.reviews.actions import check_ins
from trellis_web.reviews.models import Assessment, Cycle
from trellis_web.reviews.rules import Answer, Refused, Sent, SentText
from trellis_web.reviews.rules.check_ins import Seen
from trellis_web.reviews.rules.refusals import Conflict

BEGIN = date(2026, 1, 1)
REFUSED = (Denied, Conflict, Refused, BadInput)
REVIEW_EVERY = 40
"""Days between two rounds."""
PLACES = (
    Place("engineering", "L1", "ic"),
    Place("engineering", "L2", "ic"),
    Place("leading", "M1", "lead"),
)
CRITERIA = """
      - {{id: mean, average: {{min: {mean}}}}}
      - {{id: lowest, floor: {{min: 2, of: [c1]}}}}
      - {{id: strong, count: {{n: 1, min: 4}}}}
      - {{id: ahead, operating_at_next: {{quarters: 1}}}}
      - {{id: ahead-c2, operating_at_next: {{quarters: 1, of: [c2]}}}}
      - {{id: time, months_in_level: {{min: {months}}}}}
      - {{id: scope, statement: Has led a project.}}
      - {{id: shown, starred: {{any: 1}}}}
      - {{id: quota, metric: {{name: quota, min: 100, m: 1, of: 2}}}}
      - {{id: backed, endorsement: {{by: manager}}, stage: before}}
"""
ENGINEERING = """schema: trellis/1
id: engineering
title: Engineering {mean} {months}
tracks:
  - id: ic
    title: Individual
    levels: [{{id: L1, rank: 1, titles: [Engineer]}}, {{id: L2, rank: 2, titles: [Senior]}}]
competencies:
  - id: c1
    title: Craft
    levels: {{L1: [{{id: a1, text: Builds it.}}], L2: [{{id: a2, text: Plans it., star: true}}]}}
  - id: c2
    title: Care
    levels: {{L1: [{{id: b1, text: Tests it.}}], L2: [{{id: b2, text: Teaches it.}}]}}
moves:
  - id: up
    from: ic/L1
    to: ic/L2
    criteria:{criteria}
  - id: over
    from: ic/L2
    to: leading/lead/M1
    decision: {{at_least: 2}}
    criteria:{criteria}
"""
LEADING = """schema: trellis/1
id: leading
title: Leading {mean} {months}
tracks:
  - id: lead
    title: Leads
    levels: [{{id: M1, rank: 1, titles: [Lead]}}]
competencies:
  - id: c1
    title: Craft
    levels: {{M1: [{{id: m1, text: Reviews it., star: true}}, {{id: m2, text: Hires for it.}}]}}
"""


class Year:
    """The company on one day. `step` goes on to the next."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.day = BEGIN
        self.hr = make.hr()
        self.managers = [make.person(name) for name in ("Tom", "Olga")]
        for slug in ("leading", "engineering"):
            Family.objects.create(slug=slug, title=slug.title())
            self._publish(slug)
        self.people = [self._member() for _ in range(6)]
        self.happened: list[str] = []

    @property
    def now(self) -> datetime:
        """Ten in the morning."""
        return datetime.combine(self.day, time(10), UTC)

    @property
    def when(self) -> dict[str, Any]:
        """What every action is told."""
        return {"now": self.now, "today": self.day}

    def step(self) -> None:
        """A new day: the night, a planned release, a round now and then, and some events."""
        self.day += timedelta(days=1)
        refresh_readiness(now=self.now)
        reviews.release_due(now=self.now)
        if (self.day - BEGIN).days % REVIEW_EVERY == 0:
            self._try(self.review)
        for event in self.chance.choices(self.events, k=self.chance.choice((0, 1, 1, 2))):
            self._try(event)

    @property
    def events(self) -> list[Callable[[], Any]]:
        """What can happen, the frequent things more than once."""
        seldom = [self.publish, self.leave, self.line, self.away, self.withdraw]
        often = [self.note, self.note, self.confirm, self.confirm, self.endorse, self.figure]
        return [*seldom, *often, self.unshare, self.delete, self.move, self.move, self.check_in]

    def _try(self, event: Callable[[], Any]) -> None:
        try:
            with transaction.atomic():
                event()
        except REFUSED:
            return
        self.happened.append(event.__name__)

    def _somebody(self) -> Person:
        """As a new request loads them."""
        return Person.objects.get(pk=self.chance.choice(self.people).pk)

    def _one(self, rows: Any) -> Any:
        found = list(rows.order_by("pk"))
        if not found:
            raise Denied
        return self.chance.choice(found)

    def _member(self) -> Person:
        level = self.chance.choice(("L1", "L1", "L2"))
        since = self.day - timedelta(days=self.chance.randrange(200))
        manager = self.chance.choice(self.managers)
        about: dict[str, Any] = {"family": "engineering", "level": level, "level_since": since}
        someone = make.person(manager=manager, external_id=f"E{make.person().pk}", **about)
        someone = Person.objects.get(pk=someone.pk)
        change_positions(
            [someone],
            Place("engineering", level, "ic"),
            since=self.day,
            cause="import",
            by=self.hr,
            **self.when,
        )
        return someone

    # Events.

    def _publish(self, slug: str) -> None:
        text = ENGINEERING if slug == "engineering" else LEADING
        asked = {
            "mean": self.chance.choice(("3", "3.5", "4")),
            "months": self.chance.choice((3, 6)),
        }
        family = Family.objects.get(slug=slug)
        draft = Draft.objects.create(
            family=family,
            text=text.format(criteria=CRITERIA.format(**asked), **asked),
            updated_at=self.now,
        )
        publish_version(draft, note="Other thresholds.", by=self.hr, now=self.now)

    def publish(self) -> None:
        """A family asks for something else."""
        self._publish(self.chance.choice(("engineering", "leading")))

    def leave(self) -> None:
        """Somebody leaves, and somebody else begins."""
        leaver = self._somebody()
        deactivate_person(leaver, by=self.hr, **self.when)
        self.people = [each for each in self.people if each != leaver] + [self._member()]

    def line(self) -> None:
        """Another manager."""
        manager = self.chance.choice(self.managers)
        change_manager(self._somebody(), manager, since=self.day, by=self.hr, **self.when)

    def away(self) -> None:
        """Somebody is away for a while."""
        days: dict[str, Any] = {
            "from_on": self.day,
            "to_on": self.day + timedelta(days=self.chance.randrange(60)),
        }
        note_absence(self._somebody(), kind="leave", **days, by=self.hr, **self.when)

    def move(self) -> None:
        """Another level, from a day in the past, of today or to come."""
        since = self.day + timedelta(days=self.chance.choice((-15, 0, 0, 3, 12)))
        place = self.chance.choice(PLACES)
        if self.chance.random() < 0.3:
            place = Place(place.family, place.level, place.track, level_since=since)
        people = [self._somebody()]
        change_positions(people, place, since=since, cause="promotion", by=self.hr, **self.when)

    def note(self) -> None:
        """A note that is shared."""
        author = self._somebody()
        tags = [
            Tag("criterion", "engineering", f"{self.chance.choice(('up', 'over'))}/scope"),
            Tag("statement", "engineering", self.chance.choice(("a2", "b2"))),
            Tag("statement", "leading", self.chance.choice(("m1", "m2"))),
        ]
        written = growth.add_evidence(
            person=author,
            text="Led it.",
            happened_on=self.day,
            tags=self.chance.sample(tags, 2),
            by=author,
            **self.when,
        )
        growth.share_evidence(note=written, by=author, **self.when)

    def confirm(self) -> None:
        """A colleague confirms a note."""
        shared = EvidenceNote.objects.filter(person__in=self.people, shared_at__isnull=False)
        note = self._one(shared.filter(confirmations__isnull=True))
        colleague = self.chance.choice(self.managers)
        asked = growth.ask_confirmation(note=note, colleague=colleague, by=note.person, **self.when)
        growth.confirm_evidence(confirmation=asked, by=colleague, **self.when)

    def unshare(self) -> None:
        """A note is private again."""
        note = self._one(EvidenceNote.objects.filter(person__in=self.people))
        growth.unshare_evidence(note=note, by=note.person, **self.when)

    def delete(self) -> None:
        """A note goes."""
        note = self._one(EvidenceNote.objects.filter(person__in=self.people))
        growth.delete_evidence(note=note, by=note.person, **self.when)

    def endorse(self) -> None:
        """A manager backs a move."""
        person = self._somebody()
        for manager in self.managers:
            if person.lines.filter(manager=manager, until__isnull=True).exists():
                move = self.chance.choice(("up", "over"))
                about: dict[str, Any] = {
                    "person": person,
                    "family": "engineering",
                    "move": move,
                    "text": "Yes.",
                }
                growth.endorse(**about, by=Person.objects.get(pk=manager.pk), **self.when)

    def withdraw(self) -> None:
        """A manager backs it no longer."""
        given = self._one(Endorsement.objects.filter(withdrawn_at__isnull=True))
        by = Person.objects.get(pk=given.endorsed_by_id)
        growth.withdraw_endorsement(endorsement=given, by=by, **self.when)

    def figure(self) -> None:
        """Figures of a month."""
        month, value = self.day.strftime("%Y-%m"), self.chance.choice((90, 110))
        row = f"{self._somebody().email},quota,{month},{value}"
        file = read_metrics(f"email,metric,period,value\n{row}".encode(), "quota.csv")
        growth.import_metrics(file=file, by=self.hr, **self.when)

    def check_in(self) -> None:
        """A talk between two rounds, in which something is established."""
        person = self._somebody()
        line = person.lines.filter(until__isnull=True).first()
        if line is None:
            raise Denied
        manager = Person.objects.get(pk=line.manager_id)
        started = check_ins.start_check_in(person, by=person, **self.when)
        seen = {c: Seen(self.chance.choice(("shows", "not_yet"))) for c in ("c1", "c2")}
        check_ins.record_check_in(started, seen=seen, note="", by=manager, **self.when)

    def review(self) -> None:
        """A round from the first sheet to the release, at once or planned for a day to come."""
        families = list(Family.objects.filter(slug="engineering"))
        made = reviews.create_cycle(
            families=families,
            title=f"Round of {self.day}",
            kind=Cycle.Kind.REVIEW,
            from_on=self.day - timedelta(days=100),
            to_on=self.day,
            due_on=self.day + timedelta(days=5),
            by=self.hr,
            now=self.now,
        )
        opened = reviews.open_cycle(made, by=self.hr, **self.when)
        for sheet in Assessment.objects.filter(participant__cycle=opened).select_related("author"):
            self._fill(sheet)
        if self.chance.random() < 0.5:
            reviews.release_results([opened], by=self.hr, **self.when)
        else:
            later = self.now + timedelta(days=2, hours=-1)
            reviews.plan_release(opened, at=later, by=self.hr, now=self.now)

    def _fill(self, sheet: Assessment) -> None:
        score = self.chance.choice((3, 3, 4, 5))
        said = {
            c: Sent(
                Answer(
                    score=score,
                    next=self.chance.choice(("shows", "shows", "not_yet")),
                    reason="Seen.",
                )
            )
            for c in ("c1", "c2")
        }
        about: dict[str, Any] = {"by": sheet.author, "now": self.now}
        reviews.save_assessment(sheet, answers=said, summary=SentText("A calm time."), **about)
        reviews.submit_assessment(sheet, **about)


def standing() -> int:
    """How many people stand somewhere: a year in which nobody does would prove nothing."""
    return Position.objects.filter(until__isnull=True).count()


def confirmed() -> int:
    """How many notes were confirmed."""
    return Confirmation.objects.filter(confirmed_at__isnull=False).count()
