"""The moves of a framework in words: where they lead and what they ask."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trellis.framework.model import Level, Move
from trellis.framework.resolve import ResolvedFramework, family_of, level_of
from trellis.readiness.criteria import Criterion, Stage
from trellis.readiness.facts import Facts
from trellis.readiness.measures import measure
from trellis.readiness.sentences import Sentence
from trellis.readiness.standpoint import Standpoint


@dataclass(frozen=True, slots=True)
class Ask:
    """One criterion in words; `depth` is how deep it stands below a group.

    `checked` is what the program looks at, where the published words say it differently.
    """

    words: str
    in_case: bool
    depth: int
    is_group: bool
    checked: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A move: from a level to another (of another family: only its reference is known)."""

    move: Move
    start: Level
    end: Level | None
    rule: str
    asks: tuple[Ask, ...]

    @property
    def to(self) -> str:
        """The level that the move leads to; of another family with the name of that."""
        level = level_of(self.move.to)
        return level if self.end else f"{level} ({family_of(self.move.to, '')})"


def ways(framework: ResolvedFramework, level: str = "") -> tuple[Way, ...]:
    """Every move, or those that start at `level`, in file order."""
    moves = framework.moves_from(level) if level else framework.framework.moves
    return tuple(_way(framework, move) for move in moves)


def words_of(framework: ResolvedFramework, move: Move) -> dict[str, str]:
    """What each criterion of a move asks in words, by its id."""
    at = Standpoint.towards(framework, move, Facts())

    def each(criterion: Criterion) -> Iterator[tuple[str, str]]:
        yield criterion.id or "", _words(criterion, at)
        for child in criterion.children:
            yield from each(child)

    return dict(pair for criterion in move.criteria for pair in each(criterion))


def say(sentence: Sentence) -> str:
    """A sentence of the core in the reader's language."""
    if sentence.plural is None:
        return _(sentence.template).format(**sentence.args)
    return ngettext(sentence.template, sentence.plural, sentence.n).format(**sentence.args)


def _way(framework: ResolvedFramework, move: Move) -> Way:
    at = Standpoint.towards(framework, move, Facts())
    asks = tuple(ask for criterion in move.criteria for ask in _asks(criterion, at, 0))
    start = framework.levels[level_of(move.from_)]
    end = framework.levels.get(level_of(move.to)) if at.target is framework else None
    return Way(move, start, end, _rule(move), asks)


def _rule(move: Move) -> str:
    """Whether all of it is needed: the question that must never stay open."""
    if move.is_judgement:
        return _("People decide. What is listed here is what they look at.")
    if move.at_least is not None:
        return ngettext(
            "At least %(n)d of these is needed before the case.",
            "At least %(n)d of these are needed before the case.",
            move.at_least,
        ) % {"n": move.at_least}
    if not move.criteria:
        return _("Nothing else is asked for.")
    return _("All of these are needed.")


def _asks(criterion: Criterion, at: Standpoint, depth: int) -> Iterator[Ask]:
    in_case = criterion.effective_stage is Stage.CASE
    words = _words(criterion, at)
    checked = _checked(criterion, at).rstrip(".") if criterion.is_leaf else ""
    other = checked if checked.casefold() != words.casefold() else ""
    yield Ask(words, in_case, depth, not criterion.is_leaf, other)
    for child in criterion.children:
        yield from _asks(child, at, depth + 1)


def _words(criterion: Criterion, at: Standpoint) -> str:
    return (criterion.text or _checked(criterion, at)).rstrip(".")


def _checked(criterion: Criterion, at: Standpoint) -> str:
    """The machine form of a criterion, in words."""
    return say(measure(criterion, at).asks) if criterion.is_leaf else _group(criterion)


def _group(criterion: Criterion) -> str:
    if criterion.at_least is not None:
        return _("At least %(n)d of these") % {"n": criterion.at_least.n}
    return _("One of these") if criterion.any is not None else _("All of these")
