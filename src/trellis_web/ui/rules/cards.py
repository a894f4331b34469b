"""The parts of a home page: what to work on, what is there already, the criteria."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from trellis.framework.model import Statement
from trellis.readiness.criteria import Criterion, State
from trellis.readiness.facts import Observation
from trellis.readiness.gaps import CompetencyStanding, Standing
from trellis.readiness.judge import says_waived
from trellis.readiness.rules import group_state, met
from trellis_web.frameworks.queries.comparison import Pieces, pieces
from trellis_web.frameworks.queries.moves import say
from trellis_web.ui.rules.journey import Journey

CARDS = 4
"""How many competencies to work on are shown; more would be no focus."""
SENTENCES = 3
"""How many sentences of a cell a card shows."""
LOOKS = {
    State.MET: ("ok", "check"),
    State.WAIVED: ("ok", "check"),
    State.IN_PROGRESS: ("part", "half"),
    State.NOT_MET: ("no", "alert"),
}
WAITING = ("wait", "wait")


@dataclass(frozen=True, slots=True)
class Need:
    """A competency to work on: what holds today, and what the level ahead asks for.

    `ask` is the sentence that a colleague can be asked about; empty without one.
    """

    competency: str
    name: str
    word: str
    is_gap: bool
    today: tuple[Statement, ...]
    ahead: tuple[Pieces, ...]
    more: int
    notes: int
    ask: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A competency that was observed at the level ahead. No `score`: nothing to draw."""

    competency: str
    name: str
    score: int | None
    floor: int
    notes: int


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the criteria; `depth` is how deep it stands below a group."""

    name: str
    says: str
    look: str
    icon: str
    depth: int


def needs(journey: Journey, notes: Mapping[str, int]) -> tuple[Need, ...]:
    """The gaps, the nearest first; without any, what nobody has looked at yet."""
    wanted = () if journey.is_return else journey.gaps or journey.unseen
    return tuple(_need(each, journey, notes.get(each.competency, 0)) for each in wanted)


def unseen(journey: Journey, notes: Mapping[str, int]) -> tuple[Need, ...]:
    """Beside gaps: what nobody has looked at yet. It is no gap."""
    rest = journey.unseen if journey.gaps and not journey.is_return else ()
    return tuple(_need(each, journey, notes.get(each.competency, 0)) for each in rest)


def shown(journey: Journey, notes: Mapping[str, int]) -> tuple[Shown, ...]:
    """What was observed already, in file order; a way back asks for nothing."""
    return tuple(
        Shown(
            each.competency,
            journey.name(each.competency),
            each.score,
            journey.floor(each.competency),
            notes.get(each.competency, 0),
        )
        for each in journey.there
        if not journey.is_return
    )


def checks(journey: Journey) -> tuple[Check, ...]:
    """Every criterion of the move in file order, groups before what is in them."""
    return tuple(line for each in journey.move.criteria for line in _checks(each, journey, 0))


def n_met(journey: Journey) -> int:
    """How many of the top-level criteria are met: those that the decision rule counts."""
    return sum(met(each, journey.judgement.states) for each in journey.move.criteria)


def rule_in_words(journey: Journey) -> str:
    """Whether all of it is needed."""
    if journey.move.is_judgement:
        return _("People decide; this is what they look at.")
    if journey.move.at_least is not None:
        return _("At least %(n)d of those before the case are needed.") % {
            "n": journey.move.at_least
        }
    return _("All of these are needed.")


def _need(standing: CompetencyStanding, journey: Journey, notes: int) -> Need:
    today = journey.at.framework.cell(standing.competency, journey.start.id).statements
    target = journey.at.target
    ahead = target.cell(standing.competency, journey.code).statements if target else ()
    return Need(
        competency=standing.competency,
        name=journey.name(standing.competency),
        word=_word(standing, journey),
        is_gap=standing.standing is Standing.GAP,
        today=today[:SENTENCES],
        ahead=tuple(pieces(today, each) for each in ahead[:SENTENCES]),
        more=max(0, max(len(today), len(ahead)) - SENTENCES),
        notes=notes,
        ask=ahead[0].id if ahead else "",
    )


def _word(standing: CompetencyStanding, journey: Journey) -> str:
    floor = journey.floor(standing.competency)
    if standing.score is not None and standing.score < floor:
        return _("Rated %(score)d, needs %(floor)d") % {"score": standing.score, "floor": floor}
    if standing.observation is Observation.NOT_YET:
        return _("Not yet seen at %(code)s") % {"code": journey.code}
    if standing.observation is Observation.NO_OPPORTUNITY:
        return _("The manager looks for an opportunity")
    return _("Not looked at yet")


def _checks(criterion: Criterion, journey: Journey, depth: int) -> tuple[Check, ...]:
    if criterion.is_leaf:
        return (_leaf(criterion, journey, depth),)
    state = group_state(criterion, journey.judgement.states)
    reason = journey.judgement.waived.get(criterion.id or "")
    says = _capital(say(says_waived(reason))) if reason else _state_word(state)
    head = Check(_group_name(criterion), says, *LOOKS.get(state, WAITING), depth)
    below = (line for each in criterion.children for line in _checks(each, journey, depth + 1))
    return (head, *below)


def _leaf(criterion: Criterion, journey: Journey, depth: int) -> Check:
    finding = next(f for f in journey.judgement.findings if f.criterion == criterion.id)
    look, icon = LOOKS.get(finding.state, WAITING)
    return Check(say(finding.asks), _capital(say(finding.says)), look, icon, depth)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _group_name(criterion: Criterion) -> str:
    if criterion.text:
        return criterion.text.rstrip(".")
    if criterion.at_least is not None:
        return _("At least %(n)d of these") % {"n": criterion.at_least.n}
    return _("One of these") if criterion.any is not None else _("All of these")


def _state_word(state: State) -> str:
    words = {
        State.MET: pgettext("criterion", "Met"),
        State.IN_PROGRESS: pgettext("criterion", "In progress"),
        State.NOT_MET: pgettext("criterion", "Not yet"),
    }
    return words.get(state, pgettext("criterion", "Not looked at yet"))
