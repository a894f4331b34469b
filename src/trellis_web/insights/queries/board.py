"""The readiness board of one move: columns that are computed, and what holds people back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.functional import Promise

from trellis.readiness.criteria import Readiness as State
from trellis.readiness.crowd import Crowd, open_criteria
from trellis.readiness.dry_run import FEW, MANY
from trellis.stats.attainability import Share, share
from trellis_web.frameworks.queries import resolved
from trellis_web.frameworks.queries.moves import words_of
from trellis_web.insights.queries.cards import Card, cards_of
from trellis_web.insights.queries.packed import packed
from trellis_web.insights.queries.sight import Sight
from trellis_web.insights.rules import (
    BLOCKS,
    CARDS,
    COLUMNS,
    PAGE,
    QUIET,
    Counts,
    counts,
    may_show,
)
from trellis_web.promotions.models import Case
from trellis_web.readiness.models import Move, Readiness
from trellis_web.readiness.queries.plans import standing


@dataclass(frozen=True, slots=True)
class Column:
    """One state. `people` None: hidden; `more` is how many cards are left out here."""

    state: State
    title: Promise
    people: int | None
    cards: tuple[Card, ...]

    @property
    def more(self) -> int:
        """How many cards are left out here."""
        return max(0, (self.people or 0) - len(self.cards))


@dataclass(frozen=True, slots=True)
class Feasibility:
    """The share of those who are ready, and whether the rule is worth another look."""

    share: Share
    is_few: bool
    is_many: bool

    @property
    def low(self) -> int:
        """The lower limit in whole per cent."""
        return round(100 * self.share.low)

    @property
    def high(self) -> int:
        """The upper limit in whole per cent."""
        return round(100 * self.share.high)


@dataclass(frozen=True, slots=True)
class Board:
    """A move and the people before it. `blocks`: open criteria in words, by how many people.

    `waiting` are ready, and nobody began a case for two months; None where only numbers are shown.
    """

    move: Move
    counts: Counts
    columns: tuple[Column, ...]
    blocks: tuple[tuple[str, int], ...]
    feasibility: Feasibility | None
    waiting: tuple[Readiness, ...] | None


def board(sight: Sight, move: Move) -> Board:
    """The board of one move. The queries do not grow with the people."""
    here = sight.of(move)
    numbers = counts(_by_state(here), is_personal=sight.is_personal)
    is_shown = bool(numbers.people)
    crowd = packed(here.rows, move, standing(move), today=sight.today) if is_shown else None
    return Board(
        move,
        numbers,
        _columns(here, move, numbers),
        tuple(_blocks(here, move, crowd))[:BLOCKS] if crowd else (),
        feasibility(move, numbers),
        tuple(waiting(here)[:CARDS]) if sight.is_personal else None,
    )


def column(sight: Sight, move: Move, state: State, number: str | None) -> tuple[Page[Any], Any]:
    """One column by pages, with the cards of the page."""
    rows = _ordered(sight.of(move).rows.filter(state=state.value))
    page = Paginator(rows, PAGE).get_page(number)
    return page, tuple(cards_of(list(page), move, sight).values())


def feasibility(move: Move, numbers: Counts) -> Feasibility | None:
    """The share who meet it all now; None where nobody stands, people judge, or it is hidden."""
    rule = resolved(move.version).moves[move.slug]
    if not numbers.people or numbers.ready is None or rule.is_judgement:
        return None
    found = share(numbers.ready, numbers.people)
    return Feasibility(found, found.value < FEW, found.value > MANY)


def waiting(sight: Sight) -> "QuerySet[Readiness]":
    """Who has been ready for two months without a case that was begun since, or is still open."""
    cases = Case.objects.filter(person=OuterRef("person"), withdrawn_at__isnull=True)
    begun = cases.filter(Q(decided_at__isnull=True) | Q(started_at__date__gte=OuterRef("since")))
    ready = sight.rows.filter(state=State.READY.value, since__lte=sight.today - QUIET)
    return ready.filter(~Exists(begun)).select_related("person").order_by("since", "person__name")


def _by_state(sight: Sight) -> dict[str, int]:
    return dict(sight.rows.order_by().values_list("state").annotate(Count("pk")))


def _columns(sight: Sight, move: Move, numbers: Counts) -> tuple[Column, ...]:
    shown = {state: list(_first(sight, state)) for state in COLUMNS} if sight.is_personal else {}
    cards = cards_of([row for rows in shown.values() for row in rows], move, sight)
    return tuple(
        Column(
            state,
            title,
            numbers.by_state[state],
            tuple(cards[row.person_id] for row in shown.get(state, ())),
        )
        for state, title in COLUMNS.items()
    )


def _first(sight: Sight, state: State) -> "QuerySet[Readiness]":
    return _ordered(sight.rows.filter(state=state.value))[:CARDS]


def _ordered(rows: "QuerySet[Readiness]") -> "QuerySet[Readiness]":
    """The nearest first; who has waited longest before the others."""
    return rows.select_related("person").order_by("n_open", "since", F("person__name"), "pk")


def _blocks(sight: Sight, move: Move, crowd: Crowd) -> Iterator[tuple[str, int]]:
    """The open criteria in words, the most frequent first."""
    framework = resolved(move.version)
    rule = framework.moves[move.slug]
    words = words_of(framework, rule)
    held_back = [(slug, int(np.count_nonzero(them))) for slug, them in open_criteria(rule, crowd)]
    for slug, n in sorted(held_back, key=lambda each: -each[1]):
        if n and may_show(n, crowd.n, is_personal=sight.is_personal):
            yield words[slug], n
