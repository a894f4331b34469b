"""A case as its page shows it: criteria, sentences, evidence, backers, places, dates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trellis.framework.model import Level
from trellis.process.cases import CASE, CaseState
from trellis.process.states import Role
from trellis.readiness.judge import FindingOfCriterion
from trellis_web.access.queries import visible
from trellis_web.calibration.models import Session
from trellis_web.frameworks.queries import resolved
from trellis_web.frameworks.queries.moves import ways
from trellis_web.people.models import Person
from trellis_web.people.queries import manager_of
from trellis_web.promotions.models import (
    Backer,
    Case,
    CaseEvidence,
    Finding,
    SeatPlan,
    StatementFinding,
    Telling,
    Waiver,
)
from trellis_web.promotions.queries.calibrations import session_of
from trellis_web.promotions.queries.criteria import (
    Standing,
    sentences_of,
    standings,
    target_of,
)
from trellis_web.promotions.queries.seats import plan_for
from trellis_web.promotions.queries.times import Spell, spells
from trellis_web.promotions.rules.words import MOST_WORDS, word_count

PATH = (
    CaseState.DRAFT,
    CaseState.WITH_MANAGER,
    CaseState.COMMITTEE,
    CaseState.CALIBRATED,
    CaseState.DECIDED,
)
OWNERS = {
    Role.COMMITTEE: gettext_lazy("the committee"),
    Role.MANAGER: gettext_lazy("the manager"),
    Role.SUBJECT: gettext_lazy("the person"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A criterion with what is cited for it, and who agreed that it is not asked, if they did."""

    standing: Standing
    evidence: Sequence[CaseEvidence]
    waiver: Waiver | None = None

    @property
    def then(self) -> Finding | None:
        """What was found at the submission, where the page shows the finding of today."""
        frozen = self.standing.frozen
        differs = frozen is not None and frozen.sentence != self.standing.sentence
        return frozen if self._is_computed and differs else None

    @property
    def today(self) -> FindingOfCriterion | None:
        """The finding of today, where the page shows the one of the submission."""
        live = self.standing.live
        differs = live is not None and live.sentence != self.standing.sentence
        return live if self._is_computed and differs else None

    @property
    def _is_computed(self) -> bool:
        return self.standing.frozen is not None and self.standing.frozen.is_computed


@dataclass(frozen=True, slots=True)
class Shown:
    """A published sentence of the level, with what the case shows for it."""

    finding: StatementFinding
    evidence: Sequence[CaseEvidence]


@dataclass(frozen=True)
class CasePage:
    """Everything that the page of a case says; read for one reader on one day."""

    case: Case
    to: Person
    today: date

    @cached_property
    def level(self) -> Level | None:
        """The level that the case asks for; None where its framework is not published."""
        framework = target_of(self.case.move)
        return framework.levels.get(self.case.move.to_level) if framework else None

    @property
    def goal(self) -> str:
        """The level ahead by code and title."""
        code = self.case.move.to_level
        return f"{code} {self.level.title}" if self.level else code

    @property
    def steps(self) -> Iterator[tuple[CaseState, str]]:
        """Each step with `done`, `now` or nothing."""
        here = self.case.state
        at = PATH.index(here) if here in PATH else -1
        for n, each in enumerate(PATH):
            skipped = each is CaseState.CALIBRATED and not self.case.calibrated_at and n < at
            yield each, "now" if n == at else "done" if n < at and not skipped else ""

    @cached_property
    def telling(self) -> Telling | None:
        """What waits to be told to the person, after whose talk they read it."""
        if not self.case.decided_at:
            return None
        rows = visible(Telling, to=self.to, today=self.today).filter(decision__case=self.case)
        held = rows.filter(pk__in=Telling.objects.held(self.today))
        return held.select_related("decision").first()

    @cached_property
    def teller(self) -> Person | None:
        """Who tells the person; without a manager HR does."""
        return manager_of(self.case.person, today=self.today)

    @property
    def meaning(self) -> str:
        """What the present step means."""
        if self.telling:
            return _("Decided, and told in person first.")
        return _(CASE[self.case.state].meaning)

    @cached_property
    def standings(self) -> list[Standing]:
        """Every criterion, frozen and live."""
        return standings(self.case, today=self.today)

    @property
    def missing(self) -> list[Standing]:
        """The criteria that are not met: what would change the decision."""
        return [each for each in self.standings if not each.is_met]

    @cached_property
    def evidence(self) -> list[CaseEvidence]:
        """What is cited, oldest first."""
        rows = visible(CaseEvidence, to=self.to, today=self.today).filter(case=self.case)
        return list(rows.select_related("note").order_by("added_at", "pk"))

    @property
    def criteria(self) -> list[Row]:
        """Every criterion with its evidence and its waiver."""
        cited, waived = self.evidence, self._waivers()
        return [
            Row(
                each,
                [note for note in cited if note.criterion == each.criterion],
                waived.get(each.criterion),
            )
            for each in self.standings
        ]

    def _waivers(self) -> dict[str, Waiver]:
        """What was agreed not to be asked, by criterion, as far as the reader sees it."""
        if not any(each.is_waived for each in self.standings):
            return {}
        case, rows = self.case, visible(Waiver, to=self.to, today=self.today)
        agreed = rows.filter(person=case.person_id, move=case.move_id, is_approved=True)
        people = agreed.select_related("asked_by", "answered_by")
        return {each.criterion: each for each in people}

    @cached_property
    def sentences(self) -> list[Shown]:
        """Every published sentence of the level; before the submission as it stands now."""
        findings = list(self.case.statements.all()) or [
            StatementFinding(
                case=self.case,
                competency=each.competency,
                statement=each.statement,
                wording=each.wording,
            )
            for each in sentences_of(self.case.move)
        ]
        cited = self.evidence
        return [
            Shown(each, [note for note in cited if note.statement == each.statement])
            for each in findings
        ]

    @property
    def competencies(self) -> list[tuple[str, list[Shown]]]:
        """The sentences by the title of their competency."""
        framework = target_of(self.case.move)
        found: dict[str, list[Shown]] = {}
        for each in self.sentences:
            key = each.finding.competency
            known = framework.competency.get(key) if framework else None
            found.setdefault(known.title if known else key, []).append(each)
        return list(found.items())

    @property
    def n_shown(self) -> int:
        """How many sentences the case shows."""
        return sum(each.finding.shown == StatementFinding.Shown.MET for each in self.sentences)

    @cached_property
    def backers(self) -> list[Backer]:
        """Who was asked, in that order."""
        rows = visible(Backer, to=self.to, today=self.today).filter(case=self.case)
        return list(rows.select_related("person"))

    @property
    def replied(self) -> int:
        """How many of them answered."""
        return sum(bool(each.answer) for each in self.backers)

    @property
    def words(self) -> int:
        """How many words the statement has."""
        return word_count(self.case.statement)

    @property
    def most_words(self) -> int:
        """How many it may have."""
        return MOST_WORDS

    @cached_property
    def plan(self) -> SeatPlan | None:
        """How many places there are, which is apart from the criteria."""
        return plan_for(self.case.move, self.case.person, today=self.today)

    @property
    def rule(self) -> str:
        """Whether all of the criteria are needed."""
        move = self.case.move
        known = ways(resolved(move.version), move.from_level)
        return next(each.rule for each in known if each.move.id == move.slug)

    @cached_property
    def session(self) -> Session | None:
        """The calibration behind the ratings."""
        return session_of(self.case)

    @cached_property
    def spells(self) -> list[Spell]:
        """The states that the case went through, with the days that each took."""
        return spells(self.case, now=timezone.now())

    @property
    def days_waiting(self) -> int | None:
        """Whole days in the present state, while the case is open."""
        return None if self.spells[-1].until else self.spells[-1].days

    @property
    def owner(self) -> str:
        """Whose turn it is."""
        return str(OWNERS[CASE[self.case.state].owner])
