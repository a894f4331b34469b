"""What a move asks for, in words, for everyone who reads the framework outside the product."""

from collections.abc import Iterator
from dataclasses import dataclass

from trellis.framework.model import Move
from trellis.framework.resolve import ResolvedFramework
from trellis.readiness.criteria import Criterion, Stage
from trellis.readiness.facts import Facts
from trellis.readiness.measures import measure
from trellis.readiness.sentences import Sentence, say, say_n, verbatim
from trellis.readiness.standpoint import Standpoint


@dataclass(frozen=True, slots=True)
class Asked:
    """One criterion in words, without a full stop; `depth` is how deep it stands in groups."""

    sentence: Sentence
    depth: int
    in_case: bool


def asked(framework: ResolvedFramework, move: Move) -> Iterator[Asked]:
    """Every criterion of a move, groups before what stands in them."""
    at = Standpoint.towards(framework, move, Facts())
    for criterion in move.criteria:
        yield from _asked(criterion, at, 0)


def rule(move: Move) -> Sentence:
    """Whether all of it is needed: the question that must never stay open."""
    if move.is_judgement:
        return say("People decide. What is listed here is what they look at.")
    if move.at_least is not None:
        return say_n(
            "At least {n} of these is needed before the case.",
            "At least {n} of these are needed before the case.",
            move.at_least,
        )
    return say("All of these are needed." if move.criteria else "Nothing else is asked for.")


def _asked(criterion: Criterion, at: Standpoint, depth: int) -> Iterator[Asked]:
    in_case = criterion.effective_stage is Stage.CASE
    yield Asked(words(criterion, at), depth, in_case)
    for child in criterion.children:
        yield from _asked(child, at, depth + 1)


def words(criterion: Criterion, at: Standpoint) -> Sentence:
    """What a criterion or group asks, without a full stop; its published text if there is one."""
    if criterion.text:
        return verbatim(criterion.text)
    if criterion.is_leaf:
        return measure(criterion, at).asks
    if criterion.at_least is not None:
        return say_n("At least {n} of these", "At least {n} of these", criterion.at_least.n)
    return say("One of these" if criterion.any is not None else "All of these")


def whole(criterion: Criterion, at: Standpoint) -> Sentence:
    """What a criterion asks in one line: a group without a text with all that stands in it."""
    if criterion.text or criterion.is_leaf:
        return words(criterion, at)
    parts = "; ".join(_part(child, at) for child in criterion.children)
    if criterion.at_least is not None:
        return say("At least {n} of: {parts}", n=criterion.at_least.n, parts=parts)
    return say("Any of: {parts}" if criterion.any is not None else "All of: {parts}", parts=parts)


def _part(child: Criterion, at: Standpoint) -> str:
    """A group in a group stands in brackets, so that nobody reads its parts as the outer ones."""
    line = str(whole(child, at))
    return line if child.is_leaf or child.text else f"({line})"
