"""The cards of the readiness board: one person each, with what is open, in a few words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from trellis.framework.resolve import ResolvedFramework
from trellis.readiness.briefly import help_of, name_of
from trellis.readiness.criteria import Stage
from trellis.readiness.judge import FindingOfCriterion, Judgement, judge
from trellis.readiness.next_evidence import next_evidence
from trellis.readiness.rules import REACHED
from trellis.readiness.standpoint import Standpoint
from trellis_web.access.queries import visible
from trellis_web.frameworks.queries import resolved
from trellis_web.frameworks.queries.moves import say
from trellis_web.insights.models import BoardNote
from trellis_web.insights.queries.sight import Sight
from trellis_web.insights.rules import NEW
from trellis_web.people.models import Person
from trellis_web.readiness.models import Move, Readiness
from trellis_web.reviews.queries.facts import (
    History,
    as_rated,
    histories,
    months_between,
    target_of,
)


@dataclass(frozen=True, slots=True)
class Card:
    """One person. `gaps` is what is open in two or three words each, `helps` what helps most."""

    row: Readiness
    months: int | None
    gaps: tuple[str, ...]
    helps: str
    notes: int

    @property
    def person(self) -> Person:
        """Who it is."""
        found: Person = self.row.person
        return found

    @property
    def is_new(self) -> bool:
        """Whether they reached the level not long ago."""
        return self.months is not None and self.months < NEW


def cards_of(rows: Sequence[Readiness], move: Move, sight: Sight) -> dict[int, Card]:
    """The card of each row, by person. The same queries for however many."""
    ids = [row.person_id for row in rows]
    known = histories(ids, today=sight.today)
    framework = resolved(move.version)
    target = target_of(framework.moves[move.slug], framework)
    notes = visible(BoardNote, to=sight.actor, today=sight.today).filter(person__in=ids)
    written = Counter(notes.order_by().values_list("person", flat=True))
    return {
        row.person_id: _card(
            row, known.get(row.person_id), move, target, sight, written[row.person_id]
        )
        for row in rows
    }


def _card(
    row: Readiness,
    history: History | None,
    move: Move,
    target: ResolvedFramework | None,
    sight: Sight,
    notes: int,
) -> Card:
    if history is None:
        return Card(row, None, (), "", notes)
    framework = as_rated(move.version, history.version, history.position.level)
    rule = framework.moves[move.slug]
    facts = history.towards(rule, today=sight.today)
    judgement = judge(framework, move.slug, facts, target)
    gaps = _gaps(judgement)
    best = next_evidence(judgement, Standpoint.towards(framework, rule, facts, target))
    since = history.position.level_since
    return Card(
        row,
        months_between(since, sight.today) if since else None,
        tuple(dict.fromkeys(say(name_of(gap)) for gap in gaps)),
        next((say(help_of(gap)) for gap in gaps if best and gap.criterion == best.criterion), ""),
        notes,
    )


def _gaps(judgement: Judgement) -> list[FindingOfCriterion]:
    """What is open before a case, in the order of the rule."""
    return [
        finding
        for finding in judgement.findings
        if finding.stage is Stage.BEFORE and finding.state not in REACHED
    ]
