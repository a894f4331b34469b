"""A released result as its readers see it: from the released tables only."""

from dataclasses import dataclass

from trellis.framework.migration import Fate
from trellis_web.frameworks.queries import resolved
from trellis_web.frameworks.queries.successions import Now, now_in
from trellis_web.reviews.models import ReleasedRating, ReleasedResult
from trellis_web.reviews.rules import Question, questions_of, word_of


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One competency: the sentences it was rated against, and what the cycle established.

    `later` are the sentences of the level that read otherwise in the current version, each with
    what became of it.
    """

    question: Question
    rating: ReleasedRating | None
    word: str
    later: tuple[tuple[str, Now], ...] = ()


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A result with everything its page shows."""

    result: ReleasedResult
    level_title: str
    next_title: str
    rows: tuple[ResultRow, ...]


def result_page(result: ReleasedResult) -> ResultPage:
    """The page of a result, in the words of the version that it was rated under.

    Two queries; two more when a later version is current.
    """
    framework = resolved(result.version)
    ratings = {
        rating.competency.slug: rating
        for rating in ReleasedRating.objects.filter(result=result).select_related("competency")
    }
    questions = questions_of(
        framework, result.level, result.next_level, is_checkin=result.cycle.is_checkin
    )
    scale = framework.framework.rating.scale
    current = result.version.family.current
    is_old = current is not None and current.number > result.version.number
    later = now_in(result.version, current) if current and is_old else {}
    level, above = framework.levels.get(result.level), framework.levels.get(result.next_level)
    return ResultPage(
        result,
        level.title if level else result.level,
        above.title if above else "",
        tuple(
            ResultRow(
                question,
                rating := ratings.get(slug),
                word_of(rating.score if rating else None, scale),
                _later(question, later),
            )
            for slug, question in questions.items()
        ),
    )


def _later(question: Question, later: dict[str, Now]) -> tuple[tuple[str, Now], ...]:
    known = ((each.text, later[each.id]) for each in question.here if each.id in later)
    return tuple((text, now) for text, now in known if now.kind is not Fate.SAME)
