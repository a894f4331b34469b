"""The criteria of a case: as they stand now, and as they were frozen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from trellis.framework.resolve import ResolvedFramework, family_of
from trellis.readiness.asked import whole
from trellis.readiness.criteria import Stage, State
from trellis.readiness.facts import Facts
from trellis.readiness.judge import FindingOfCriterion, Judgement
from trellis.readiness.rules import REACHED, staged_nodes
from trellis.readiness.standpoint import Standpoint
from trellis_web.frameworks.queries import current, resolved
from trellis_web.promotions.models import Case, Finding, Waiver
from trellis_web.readiness.models import Move
from trellis_web.reviews.queries.facts import judgement_of

BY_PEOPLE = "text"
"""The kind of criterion that no data answer."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A published sentence of the level that a case asks for."""

    competency: str
    statement: str
    wording: str


def judged(case: Case, *, today: date) -> Judgement:
    """How the person stands towards the move of the case now, under the version of the case."""
    agreed = Waiver.objects.filter(person=case.person_id, move=case.move_id, is_approved=True)
    waived = dict(agreed.values_list("criterion", "reason"))
    return judgement_of(case.person, case.move.slug, case.move.version, today=today, waived=waived)


def target_of(move: Move) -> ResolvedFramework | None:
    """The framework that a move leads to: of its own version, or the other family's current one."""
    home = resolved(move.version)
    if family_of(home.moves[move.slug].to, home.framework.id) == home.framework.id:
        return home
    there = current(move.to_family)
    return resolved(there) if there else None


def sentences_of(move: Move) -> Iterator[Sentence]:
    """The published sentences of the level that a move leads to, in the order of the framework."""
    framework = target_of(move)
    if framework is None:
        return
    for competency in framework.expected(move.to_level):
        for statement in framework.cell(competency, move.to_level).statements:
            yield Sentence(competency, statement.id, statement.text)


@dataclass(frozen=True, slots=True)
class Standing:
    """A criterion of a case: frozen, live, and what counts of the two for the decision.

    What was met at the submission stays met; what was open then is looked at again at the
    decision. What people answer has no live side, until it is waived.
    """

    frozen: Finding | None
    live: FindingOfCriterion | None

    @property
    def _counting(self) -> Finding | FindingOfCriterion | None:
        """Which of the two counts."""
        if self.frozen is None or self.live is None:
            return self.frozen or self.live
        is_kept = State(self.frozen.state) in REACHED
        is_open_to_people = not self.frozen.is_computed and self.live.state not in REACHED
        return self.frozen if is_kept or is_open_to_people else self.live

    @property
    def state(self) -> State:
        """What counts."""
        return State(self._counting.state) if self._counting else State.NOT_ASSESSED

    @property
    def criterion(self) -> str:
        """Its id."""
        return self.frozen.criterion if self.frozen else self.live.criterion if self.live else ""

    @property
    def wording(self) -> str:
        """Its published words."""
        if self.frozen:
            return self.frozen.wording
        return wording_of(self.live) if self.live else ""

    @property
    def sentence(self) -> str:
        """How it stands, in words."""
        return self._counting.sentence if self._counting else ""

    @property
    def is_computed(self) -> bool:
        """Whether data answer it."""
        return self.frozen.is_computed if self.frozen else not self.is_for_people

    @property
    def is_for_people(self) -> bool:
        """Whether people answer it."""
        return self.live is not None and self.live.kind == BY_PEOPLE

    @property
    def is_in_case(self) -> bool:
        """Whether it belongs to the case itself, such as the endorsement."""
        stage = self.frozen.stage if self.frozen else self.live.stage if self.live else ""
        return stage == Stage.CASE

    @property
    def is_met(self) -> bool:
        """Whether it is met, or waived."""
        return self.state in REACHED

    @property
    def is_waived(self) -> bool:
        """Whether it is not asked of the person: itself, or a group that it stands in."""
        return self.state is State.WAIVED


def standings(case: Case, *, today: date) -> list[Standing]:
    """Every criterion of a case in the order of the framework; groups where they are waived."""
    live = {each.criterion: each for each in judged(case, today=today).all_findings}
    frozen = {each.criterion: each for each in case.findings.all()}
    return [Standing(frozen.get(key), live.get(key)) for key in live | frozen]


def wording_of(finding: FindingOfCriterion) -> str:
    """The published words of a criterion, or what its rule asks where it has none."""
    return finding.text or f"{finding.asks}."


def criteria_of(move: Move) -> dict[str, str]:
    """The single conditions of a move by id, each with its kind."""
    rule = resolved(move.version).moves[move.slug]
    return {leaf.id or "": leaf.kind for leaf in rule.leaves()}


def waivable(move: Move) -> dict[str, str]:
    """What can be waived of a move, by id: single conditions, and groups that have an id.

    Each in its published words, or in those of its rule.
    """
    framework = resolved(move.version)
    rule = framework.moves[move.slug]
    at = Standpoint.towards(framework, rule, Facts(), target_of(move))
    return {
        node.id: node.text or f"{whole(node, at)}."
        for node, _ in staged_nodes(rule.criteria)
        if node.id
    }
