"""The questions of a review, an answer to one, and what is missing in it. Pure values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from trellis.framework.model import Competency, Statement
from trellis.framework.resolve import ResolvedFramework
from trellis.readiness.standpoint import MEETS
from trellis_web.reviews.models import Next

ENDS_OF_SCALE = frozenset({1, 2, 5})
"""Scores far from "Meets", which a round may want explained by an example."""


@dataclass(frozen=True, slots=True)
class Question:
    """One competency as the pinned version asks for it, at the present level and the next one."""

    competency: Competency
    here: tuple[Statement, ...]
    there: tuple[Statement, ...]
    step_here: str | None
    step_there: str | None
    is_scored: bool
    is_stepped: bool
    is_example_needed: bool = True

    @property
    def slug(self) -> str:
        """The id of the competency."""
        return self.competency.id

    @property
    def asks_next(self) -> bool:
        """Whether the next level is observed; with steps it follows from the step shown."""
        return bool(self.there) and not self.is_stepped


@dataclass(frozen=True, slots=True)
class Answer:
    """What an author says of one competency; the fields of `RatingBase`."""

    score: int | None = None
    step: str = ""
    next: str = ""
    is_unseen: bool = False
    reason: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said at all."""
        return self == Answer()


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a review lacks: where, and in words."""

    slug: str
    sentence: str


def questions_of(
    framework: ResolvedFramework,
    level: str,
    next_level: str,
    *,
    is_checkin: bool,
    is_example_needed: bool = True,
) -> dict[str, Question]:
    """The questions about somebody at `level`, by competency, in the order of the file."""
    is_stepped = framework.framework.rating.basis == "step"
    found = {}
    for slug in framework.expected(level):
        here, there = framework.cell(slug, level), framework.cell(slug, next_level)
        found[slug] = Question(
            framework.competency[slug],
            here.statements,
            there.statements if there.is_expected else (),
            here.step,
            there.step,
            is_scored=not is_checkin,
            is_stepped=is_stepped,
            is_example_needed=is_example_needed,
        )
    return found


def complete(question: Question, answer: Answer) -> Answer:
    """The answer as it is stored.

    "Not enough seen" has neither score nor step; a check-in has no score; with steps, score and
    observation follow from the step shown: clamp(3 + shown - expected, 1, 5).
    """
    if not question.is_scored:
        answer = replace(answer, score=None)
    if answer.is_unseen:
        return replace(answer, score=None, step="")
    if not question.is_stepped:
        return replace(answer, step="")
    return _from_step(question, answer)


def _from_step(question: Question, answer: Answer) -> Answer:
    steps = list(question.competency.steps)
    if answer.step not in steps or question.step_here not in steps:
        return replace(answer, step="", score=None, next="")
    shown = steps.index(answer.step)
    score = min(5, max(1, MEETS + shown - steps.index(question.step_here)))
    reached = question.step_there in steps and shown >= steps.index(question.step_there)
    seen = Next.SHOWS if reached else Next.NOT_YET
    return replace(
        answer,
        score=score if question.is_scored else None,
        next=seen.value if question.step_there in steps else "",
    )


def missing(questions: Mapping[str, Question], answers: Mapping[str, Answer]) -> Iterator[Missing]:
    """What keeps a review from being handed in, in the order of the questions."""
    for slug, question in questions.items():
        sentence = lacks(question, answers.get(slug, Answer()))
        if sentence:
            yield Missing(slug, sentence)


def lacks(question: Question, answer: Answer) -> str:
    """What an answer lacks, in words; empty when it is whole."""
    return _lacks(question, answer) % {"competency": question.competency.title}


def _lacks(question: Question, answer: Answer) -> str:
    if answer.is_unseen:
        return ""
    if question.is_stepped and not answer.step:
        return _("%(competency)s: choose the step that you saw, or “Not enough seen”.")
    if question.is_scored and answer.score is None:
        return _("%(competency)s: choose a rating, or “Not enough seen”.")
    if question.asks_next and not answer.next:
        return _("%(competency)s: say what you saw of the next level.")
    is_far = question.is_example_needed and answer.score in ENDS_OF_SCALE
    if is_far and not answer.reason.strip():
        return _("%(competency)s: give an example that shows why.")
    return ""


def word_of(score: int | None, scale: tuple[str, ...]) -> str:
    """A score in the words of the scale, lowest first; empty for none."""
    return scale[score - 1] if score else ""
