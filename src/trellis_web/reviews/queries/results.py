"""A released result as its readers see it: from the released tables only."""

from dataclasses import dataclass

from trellis_web.frameworks.queries import resolved
from trellis_web.reviews.models import ReleasedRating, ReleasedResult
from trellis_web.reviews.rules import Question, questions_of, word_of


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One competency: the sentences it was rated against, and what the cycle established."""

    question: Question
    rating: ReleasedRating | None
    word: str


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A result with everything its page shows."""

    result: ReleasedResult
    level_title: str
    next_title: str
    rows: tuple[ResultRow, ...]


def result_page(result: ReleasedResult) -> ResultPage:
    """The page of a result, in the words of the version that it was rated under. Two queries."""
    framework = resolved(result.version)
    ratings = {
        rating.competency.slug: rating
        for rating in ReleasedRating.objects.filter(result=result).select_related("competency")
    }
    questions = questions_of(
        framework, result.level, result.next_level, is_checkin=result.cycle.is_checkin
    )
    scale = framework.framework.rating.scale
    level, above = framework.levels.get(result.level), framework.levels.get(result.next_level)
    return ResultPage(
        result,
        level.title if level else result.level,
        above.title if above else "",
        tuple(_row(question, ratings.get(slug), scale) for slug, question in questions.items()),
    )


def _row(question: Question, rating: ReleasedRating | None, scale: tuple[str, ...]) -> ResultRow:
    return ResultRow(question, rating, word_of(rating.score if rating else None, scale))
