"""One rating on the table: what stands there, and everything that lies beside it."""

from dataclasses import dataclass
from functools import cached_property

from trellis_web.access.queries import visible
from trellis_web.access.rules import Denial
from trellis_web.calibration.models import Change, Session, Subject
from trellis_web.calibration.models.marks import Mark
from trellis_web.calibration.queries.evidence import notes_about
from trellis_web.calibration.queries.rights import why_not_changed
from trellis_web.frameworks.models import Competency
from trellis_web.growth.models import EvidenceNote
from trellis_web.people.models import Person
from trellis_web.reviews.models import Assessment, Participant, Rating
from trellis_web.reviews.queries.answers import questions_for
from trellis_web.reviews.rules import Question


@dataclass(frozen=True)
class Spot:
    """A rating: who and what it is about, the manager's words, and its log, oldest first."""

    participant: Participant
    question: Question
    key: int
    given: Rating | None
    log: tuple[Change, ...]

    @property
    def turn(self) -> int:
        """How often it was changed."""
        return len(self.log)

    @property
    def last(self) -> Change | None:
        """The latest change."""
        return self.log[-1] if self.log else None

    @property
    def first(self) -> Mark:
        """What the manager handed in."""
        given = self.given
        return Mark(given.score, given.step, given.next) if given else Mark()

    @property
    def mark(self) -> Mark:
        """What stands there now."""
        return self.log[-1].became if self.log else self.first

    @cached_property
    def wordings(self) -> dict[str, str]:
        """The sentences that can be cited, by id: of the present level and the next."""
        return {each.id: each.text for each in (*self.question.here, *self.question.there)}


def spot_of(participant: Participant, competency: str) -> Spot | None:
    """The rating of a competency; None where the framework does not ask for it. Three queries."""
    question = questions_for(participant).get(competency)
    if question is None:
        return None
    key = Competency.objects.get(family=participant.version.family_id, slug=competency).pk
    given = Rating.objects.filter(
        competency=key,
        assessment__participant=participant,
        assessment__author=participant.manager_id,
        assessment__perspective=Assessment.Perspective.MANAGER,
        assessment__submitted_at__isnull=False,
    )
    log = Change.objects.filter(participant=participant, competency=key)
    log = log.select_related("changed_by", "competency").order_by("turn")
    return Spot(participant, question, key, given.first(), tuple(log))


@dataclass(frozen=True, slots=True)
class Panel:
    """A rating with what the room looks at: shared notes, those that speak of it first.

    `why_not` says why the reader does not change it; None when they may.
    """

    spot: Spot
    notes: tuple[EvidenceNote, ...]
    why_not: Denial | None


def panel_of(session: Session, participant: int, competency: str, *, to: Person) -> Panel | None:
    """The panel of a cell as `to` reads it; None for what they do not see, or is not there."""
    rows = visible(Subject, to=to).filter(session=session, participant=participant)
    rows = rows.select_related(
        "participant__person", "participant__manager", "participant__cycle", "participant__version"
    )
    subject = rows.defer("participant__version__text").first()
    spot = spot_of(subject.participant, competency) if subject else None
    if spot is None:
        return None
    why_not = why_not_changed(session, spot.participant, to)
    return Panel(spot, notes_about(spot.participant, spot.question), why_not)
