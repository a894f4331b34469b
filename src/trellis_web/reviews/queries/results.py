"""A released result as its readers see it: from the released tables only."""

from collections.abc import Mapping
from dataclasses import dataclass

from trellis.framework.migration import Fate
from trellis.framework.model import Statement
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries import resolved
from trellis_web.frameworks.queries.sentences import Pieces, pieces
from trellis_web.frameworks.queries.successions import Now, now_in
from trellis_web.growth.models import EvidenceNote
from trellis_web.people.models import Person
from trellis_web.reviews.models import Acknowledgement, Rating, ReleasedRating, ReleasedResult
from trellis_web.reviews.queries.result_parts import (
    Feedback,
    Receipt,
    cited,
    feedback_of,
    own_words,
    receipts,
)
from trellis_web.reviews.queries.result_since import Since, since_last
from trellis_web.reviews.rules import Question, questions_of, word_of

Migration = Mapping[str, Now]
"""What every statement of the rated version is in today's, by its old id."""


@dataclass(frozen=True, slots=True)
class Later:
    """A sentence of the rated version, what became of it, and how it reads today."""

    statement: Statement
    fate: Fate
    today: tuple[Pieces, ...]


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One competency: the sentences it was rated against, and what the cycle established.

    `own` is the self-assessment, for its author alone. `later` are the sentences that read
    otherwise in today's version; `n_same` counts the others.
    """

    question: Question
    rating: ReleasedRating | None
    word: str
    own: Rating | None
    own_word: str
    notes: tuple[EvidenceNote, ...]
    feedback: tuple[Feedback, ...]
    later: tuple[Later, ...]
    n_same: int


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A result with everything its page shows. `current` is there when a later version counts."""

    result: ReleasedResult
    level_title: str
    next_title: str
    rows: tuple[ResultRow, ...]
    own_summary: str
    since: Since | None
    current: Version | None
    acknowledgement: Acknowledgement | None
    receipts: tuple[Receipt, ...]


def result_page(result: ReleasedResult, *, to: Person) -> ResultPage:
    """The page of a result as `to` reads it, in the words of the version that it was rated under.

    The same queries however many competencies there are. What only its person reads (the
    self-assessment, and who opened the result) is not even fetched for others.
    """
    framework, is_own = resolved(result.version), to.pk == result.person_id
    ratings = ratings_of(result)
    current = later_version(result)
    own, own_summary = own_words(result) if is_own else ({}, "")
    level, above = framework.levels.get(result.level), framework.levels.get(result.next_level)
    return ResultPage(
        result=result,
        level_title=level.title if level else result.level,
        next_title=above.title if above else "",
        rows=_rows(result, ratings, own, current, to),
        own_summary=own_summary,
        since=since_last(result, ratings, asked_in(result)),
        current=current,
        acknowledgement=Acknowledgement.objects.filter(result=result).first(),
        receipts=receipts(result) if is_own else (),
    )


def asked_in(result: ReleasedResult) -> dict[str, Question]:
    """What the round of a result asked, by competency, in the order of the file."""
    return questions_of(
        resolved(result.version),
        result.level,
        result.next_level,
        is_checkin=result.cycle.is_checkin,
    )


def ratings_of(result: ReleasedResult) -> dict[str, ReleasedRating]:
    """The ratings of a result by competency. One query."""
    rows = ReleasedRating.objects.filter(result=result).select_related("competency")
    return {rating.competency.slug: rating for rating in rows}


def later_version(result: ReleasedResult) -> Version | None:
    """The current version of the family, where it is later than the rated one."""
    current: Version | None = result.version.family.current
    return current if current and current.number > result.version.number else None


def _rows(
    result: ReleasedResult,
    ratings: dict[str, ReleasedRating],
    own: Mapping[str, Rating],
    current: Version | None,
    to: Person,
) -> tuple[ResultRow, ...]:
    scale = resolved(result.version).framework.rating.scale
    migration = now_in(result.version, current) if current else {}
    notes, feedback = cited(result, to=to), feedback_of(result)
    return tuple(
        ResultRow(
            question=question,
            rating=(rating := ratings.get(slug)),
            word=word_of(rating.score if rating else None, scale),
            own=(mine := own.get(slug)),
            own_word=word_of(mine.score if mine else None, scale),
            notes=tuple(notes.get(slug, ())),
            feedback=tuple(feedback.get(slug, ())),
            later=tuple(_later(question, migration)),
            n_same=_n_same(question, migration),
        )
        for slug, question in asked_in(result).items()
    )


def _later(question: Question, migration: Migration) -> list[Later]:
    found = ((each, migration.get(each.id)) for each in (*question.here, *question.there))
    return [
        Later(each, now.kind, tuple(pieces((each,), after) for after in now.statements))
        for each, now in found
        if now and now.kind is not Fate.SAME
    ]


def _n_same(question: Question, migration: Migration) -> int:
    found = (migration.get(each.id) for each in (*question.here, *question.there))
    return sum(now is not None and now.kind is Fate.SAME for now in found)
