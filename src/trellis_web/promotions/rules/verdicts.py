"""What a decision must say before it is stored: reasons, days, owners, and no back doors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from trellis.framework.model import Move
from trellis.readiness.criteria import State
from trellis.readiness.rules import REACHED, is_met
from trellis_web.access.rules import Denial
from trellis_web.people.models import Person
from trellis_web.promotions.models import Outcome
from trellis_web.promotions.queries.criteria import Standing
from trellis_web.promotions.rules import refusals as no

NOT_MET_YET = frozenset(State) - REACHED


@dataclass(frozen=True, slots=True)
class Weighed:
    """A criterion as it is decided: its state, and why."""

    state: str
    reason: str = ""


@dataclass(frozen=True)
class Verdict:
    """What somebody wants to decide. `criteria` holds what they say of each; the rest by outcome.

    promoted   `effective_on`, and `title` where it is not the level's
    no_seat    `owner` and `recheck_on`
    not_yet    `recheck_on`
    """

    outcome: str
    text: str
    criteria: Mapping[str, Weighed] = field(default_factory=dict)
    effective_on: date | None = None
    recheck_on: date | None = None
    owner: Person | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """A criterion as it is stored with the decision."""

    criterion: str
    wording: str
    state: State
    reason: str

    @property
    def is_met(self) -> bool:
        """Whether it is met, or waived."""
        return self.state in REACHED


def settle(standings: Iterable[Standing], said: Mapping[str, Weighed]) -> list[Settled]:
    """Each criterion as it is decided. What data answer is never typed, only explained."""
    found = []
    for each in standings:
        words = said.get(each.criterion, Weighed(each.state))
        state = each.state if each.is_computed else State(words.state)
        reason = words.reason.strip() or each.sentence
        found.append(Settled(each.criterion, each.wording, state, reason))
    return found


def why_not_settled(standings: Iterable[Standing], said: Mapping[str, Weighed]) -> Denial | None:
    """Why what is said of the criteria is refused."""
    known = {each.criterion: each for each in standings}
    for key, words in said.items():
        if key not in known:
            return no.UNKNOWN_CRITERION
        if words.state not in {state.value for state in State}:
            return no.UNKNOWN_STATE
        changed = words.state != known[key].state
        if changed and known[key].is_waived:
            return no.IS_WAIVED
        if changed and known[key].is_computed:
            return no.NOT_PEOPLE_SET
        if changed and words.state == State.WAIVED:
            return no.WAIVER_NEEDED
        if changed and words.state == State.MET:
            return no.PROOF_MISSING
        if changed and not words.reason.strip():
            return no.WITHOUT_REASON
    return None


def why_not_decided(
    verdict: Verdict, settled: Iterable[Settled], move: Move, *, today: date
) -> Denial | None:
    """Why a decision is not complete, whatever its outcome; overrides are looked at elsewhere."""
    if not verdict.text.strip():
        return no.WITHOUT_REASON
    if verdict.outcome == Outcome.PROMOTED:
        return None if verdict.effective_on else no.DAY_MISSING
    if verdict.recheck_on is None or verdict.recheck_on <= today:
        return no.RECHECK_MISSING
    if verdict.outcome == Outcome.NOT_YET:
        return None if any(not each.is_met for each in settled) else no.NOTHING_UNMET
    if needs_override(settled, move):
        return no.CRITERIA_UNMET
    return None if verdict.owner else no.OWNER_MISSING


def needs_override(settled: Iterable[Settled], move: Move) -> bool:
    """Whether promoting goes against the rule of the move; never where people judge."""
    return not move.is_judgement and not is_met(move, {e.criterion: e.state for e in settled})
