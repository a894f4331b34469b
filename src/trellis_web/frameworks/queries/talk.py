"""What is said about the cells of a draft: threads, suggestions, and how many are open."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from trellis.framework.edit import cell_digest
from trellis.framework.resolve import ResolvedFramework
from trellis.framework.words import changed_words
from trellis_web.access.queries import visible
from trellis_web.frameworks.models import Comment, Family, Suggestion
from trellis_web.frameworks.queries.cells import has_cell, text_of
from trellis_web.frameworks.queries.comparison import Pieces
from trellis_web.people.models import Person

Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with its answers."""

    first: Comment
    answers: tuple[Comment, ...]

    @property
    def is_open(self) -> bool:
        """True until somebody resolves it."""
        return self.first.resolved_at is None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A suggestion beside what stands in its cell now.

    `before` and `after` are the cell as it is (as it was, once decided) and as suggested, with the
    words that differ. `digest` is that of the cell now; empty when the cell is gone.
    """

    suggestion: Suggestion
    before: Pieces
    after: Pieces
    digest: str
    is_changed: bool

    @property
    def is_gone(self) -> bool:
        """True when the draft no longer has the cell."""
        return not self.digest


@dataclass(frozen=True, slots=True)
class Talk:
    """Everything said about one cell."""

    threads: tuple[Thread, ...]
    proposals: tuple[Proposal, ...]

    @property
    def is_open(self) -> bool:
        """True while something waits for an answer."""
        return any(each.is_open for each in self.threads) or any(
            each.suggestion.is_open for each in self.proposals
        )


def talk_about(
    family: Family,
    framework: ResolvedFramework | None,
    cell: Cell,
    *,
    to: Person,
    today: date,
) -> Talk:
    """What `to` may read about a cell; `framework` is the draft, or None when there is none."""
    about = {"family": family, "competency": cell[0], "level": cell[1]}
    suggestions = _suggestions(to, today).filter(**about)
    return Talk(
        threads(_comments(to, today).filter(**about)),
        tuple(proposal(each, framework) for each in suggestions),
    )


def _comments(to: Person, today: date) -> "QuerySet[Comment]":
    return visible(Comment, to=to, today=today).select_related("written_by", "resolved_by")


def _suggestions(to: Person, today: date) -> "QuerySet[Suggestion]":
    found = visible(Suggestion, to=to, today=today)
    return found.select_related("family", "made_by", "accepted_by", "rejected_by")


def threads(comments: Iterable[Comment]) -> tuple[Thread, ...]:
    """Comments as threads, in order of their beginning."""
    firsts: list[Comment] = []
    answers: dict[int, list[Comment]] = {}
    for each in comments:
        if each.thread_id is None:
            firsts.append(each)
        else:
            answers.setdefault(each.thread_id, []).append(each)
    return tuple(Thread(first, tuple(answers.get(first.pk, ()))) for first in firsts)


def proposal(suggestion: Suggestion, framework: ResolvedFramework | None) -> Proposal:
    """A suggestion as it is shown: compared with the cell now while it is open, else as it was."""
    competency, level = suggestion.competency, suggestion.level
    digest, base = "", suggestion.base
    if framework is not None and has_cell(framework, competency, level):
        digest = cell_digest(framework.competency[competency], level)
        if suggestion.is_open:
            base = text_of(framework, competency, level)
    return Proposal(
        suggestion,
        changed_words(suggestion.text, base),
        changed_words(base, suggestion.text),
        digest,
        base != suggestion.base,
    )


def open_counts(family: Family, *, to: Person, today: date) -> Counter[Cell]:
    """How many threads and suggestions are open in each cell, in one query."""
    comments = visible(Comment, to=to, today=today).filter(thread=None, resolved_at=None)
    suggestions = visible(Suggestion, to=to, today=today).filter(accepted_at=None, rejected_at=None)
    return Counter(_cells(family, comments).union(_cells(family, suggestions), all=True))


def gone_cells(
    family: Family, framework: ResolvedFramework, *, to: Person, today: date
) -> list[Cell]:
    """Cells that somebody spoke about and that the draft no longer has, in order of their ids."""
    said = _cells(family, visible(Comment, to=to, today=today)).union(
        _cells(family, visible(Suggestion, to=to, today=today))
    )
    return sorted(cell for cell in said if not has_cell(framework, *cell))


def _cells(family: Family, rows: "QuerySet[Any]") -> "QuerySet[Any, Cell]":
    """The cells of a family that rows speak about; without order, as parts of a union have none."""
    return rows.filter(family=family).order_by().values_list("competency", "level")
