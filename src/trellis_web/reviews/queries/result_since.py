"""What changed since the result before: only where both speak about the same level."""

from collections.abc import Mapping
from dataclasses import dataclass

from trellis.framework.migration import Fate
from trellis_web.frameworks.queries.successions import now_in
from trellis_web.reviews.models import ReleasedRating, ReleasedResult
from trellis_web.reviews.rules import Question
from trellis_web.reviews.rules.changes import Change, changes


@dataclass(frozen=True, slots=True)
class Since:
    """The result before, and what is different. `lines`: a competency's title and the words."""

    before: ReleasedResult
    is_comparable: bool
    lines: tuple[tuple[str, list[str]], ...]
    n_same: int


def since_last(
    result: ReleasedResult,
    ratings: Mapping[str, ReleasedRating],
    asked: Mapping[str, Question],
) -> Since | None:
    """What changed since the person's last result of the same kind; None without one.

    At another level other sentences were rated, so nothing is compared. Two queries; two more
    when the versions differ.
    """
    before = _last(result)
    if before is None or result.is_absent:
        return None
    here, there = (
        (result.version.family_id, result.level),
        (
            before.version.family_id,
            before.level,
        ),
    )
    if here != there:
        return Since(before, is_comparable=False, lines=(), n_same=0)
    earlier = {
        each.competency.slug: each
        for each in ReleasedRating.objects.filter(result=before).select_related("competency")
    }
    found = changes(earlier, ratings, _reworded(before, result, asked))
    lines = tuple(
        (asked[slug].competency.title, _words(change, result))
        for slug, change in found.items()
        if slug in asked
    )
    return Since(before, is_comparable=True, lines=lines, n_same=len(asked) - len(lines))


def _last(result: ReleasedResult) -> ReleasedResult | None:
    earlier = ReleasedResult.objects.filter(
        person=result.person_id,
        is_absent=False,
        cycle__kind=result.cycle.kind,
        cycle__to_on__lt=result.cycle.to_on,
    )
    rows = earlier.select_related("cycle", "version").order_by("-cycle__to_on", "-pk")
    found: ReleasedResult | None = rows.first()
    return found


def _reworded(
    before: ReleasedResult, result: ReleasedResult, asked: Mapping[str, Question]
) -> frozenset[str]:
    """The competencies with a sentence of the level that is not the one rated before."""
    if before.version_id == result.version_id:
        return frozenset()
    same = {
        each.id
        for now in now_in(before.version, result.version).values()
        if now.kind is Fate.SAME
        for each in now.statements
    }
    return frozenset(
        slug for slug, question in asked.items() if any(s.id not in same for s in question.here)
    )


def _words(change: Change, result: ReleasedResult) -> list[str]:
    return change.words(result.next_level)
