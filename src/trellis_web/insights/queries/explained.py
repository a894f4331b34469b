"""The whole rule for one person and one move: each line, its source, and what would help."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from trellis.readiness.criteria import Readiness, Stage, State
from trellis.readiness.facts import CycleKind
from trellis.readiness.judge import Judgement, judge
from trellis.readiness.next_evidence import NextEvidence, next_evidence
from trellis.readiness.raters import Firmness, Scores, firmness
from trellis.readiness.standpoint import Standpoint
from trellis.readiness.trace import Line, trace
from trellis_web.frameworks.queries.moves import say
from trellis_web.insights.rules import WORDS
from trellis_web.people.models import Person
from trellis_web.readiness.models import Readiness as Row
from trellis_web.reviews.models import ReleasedFeedback, ReleasedResult
from trellis_web.reviews.queries.facts import as_rated, histories, target_of

OFFICIAL = "result"
"""Whoever's scores the released result holds: the manager's, as calibrated."""


LOOKS = {
    State.MET: ("ok", "check"),
    State.WAIVED: ("ok", "check"),
    State.IN_PROGRESS: ("part", "half"),
    State.NOT_MET: ("no", "alert"),
}
WAITING = ("wait", "wait")


@dataclass(frozen=True, slots=True)
class Shown:
    """One line as the page shows it; `depth` is how deep it stands in groups."""

    asks: str
    says: str
    look: str
    icon: str
    depth: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that decides, from released results, shared notes and endorsements alone."""

    row: Row
    judgement: Judgement
    at: Standpoint
    lines: tuple[Line, ...]
    next: NextEvidence | None
    firmness: Firmness

    @property
    def person(self) -> Person:
        """Whom it is about."""
        found: Person = self.row.person
        return found

    @property
    def word(self) -> Promise:
        """The verdict, as it is stored, in a word or two."""
        return WORDS[Readiness(self.row.state)]

    @property
    def before(self) -> tuple[Shown, ...]:
        """What is looked at before a case."""
        return self._shown(Stage.BEFORE)

    @property
    def in_case(self) -> tuple[Shown, ...]:
        """What belongs to the case."""
        return self._shown(Stage.CASE)

    @property
    def helps(self) -> str:
        """What would help most; empty when nothing is open."""
        return say(self.next.does) if self.next else ""

    @property
    def changes(self) -> str:
        """What would follow from it."""
        return say(self.next.changes) if self.next else ""

    @property
    def firm(self) -> str:
        """Whether the verdict hangs on anybody."""
        return say(self.firmness.sentence)

    def _shown(self, stage: Stage) -> tuple[Shown, ...]:
        return tuple(_shown(line) for line in self.lines if line.stage is stage)


def explained(row: Row, *, today: date) -> Explanation | None:
    """The explanation of a stored row; None when its person stands nowhere. At most 12 queries."""
    history = histories([row.person_id], today=today).get(row.person_id)
    if history is None:
        return None
    version, slug = row.move.version, row.move.slug
    framework = as_rated(version, history.version, history.position.level)
    rule = framework.moves[slug]
    target = target_of(rule, framework)
    facts = history.towards(rule, today=today)
    judgement = judge(framework, slug, facts, target)
    at = Standpoint.towards(framework, rule, facts, target)
    return Explanation(
        row,
        judgement,
        at,
        trace(judgement, at),
        next_evidence(judgement, at),
        firmness(framework, slug, facts, _by_rater(row.person_id, at), target),
    )


def _shown(line: Line) -> Shown:
    look, icon = LOOKS.get(line.state, WAITING)
    source = f", {say(line.source)}" if line.source else ""
    return Shown(say(line.asks), f"{say(line.says)}{source}", look, icon, line.depth)


def _by_rater(person: int, at: Standpoint) -> Mapping[str, Scores]:
    """The scores of the latest review by who gave them; answers without a name are left out."""
    review = at.review
    if review is None:
        return {}
    given = {c: at.score(review, c) for c in review.ratings}
    found: dict[str, dict[str, int]] = {OFFICIAL: {c: s for c, s in given.items() if s}}
    result = ReleasedResult.objects.filter(
        person=person, cycle__seq=review.seq, cycle__kind=CycleKind.REVIEW, is_absent=False
    ).order_by("-released_at")
    named = ReleasedFeedback.objects.filter(
        result__in=result[:1], author__isnull=False, score__isnull=False
    ).order_by("pk")
    for author, competency, score in named.values_list("author", "competency__slug", "score"):
        found.setdefault(str(author), {})[competency] = score
    return found
