"""People and counts of one move as columns of numbers, for figures about everybody at once."""

from datetime import date
from typing import Any

import numpy as np
from django.db.models import QuerySet

from trellis.readiness.crowd import Answers, Crowd, Numbers
from trellis.readiness.standpoint import Standpoint
from trellis_web.people.models import Position
from trellis_web.readiness.models import CriterionFact, Move, MoveFact, Readiness

COUNTS = ("n_expected", "n1", "n2", "n3", "n4", "n5", "run_months", "counts_now", "calibrated")
DAY_ZERO = date(1970, 1, 1).toordinal()
NEVER = -1


def packed(rows: "QuerySet[Readiness]", move: Move, at: Standpoint, *, today: date) -> Crowd:
    """Everyone in `rows` of the stored table for `move`. Three queries, however many people.

    `at` is the move as its version has it (`readiness.queries.plans.standing`).
    """
    people = rows.order_by().values("person")
    places = Position.objects.on(today).filter(
        person__in=people, family=move.version.family.slug, level=move.from_level
    )
    days = places.order_by().values_list("person", "level_since")
    stood = np.fromiter(((pk, _day(day)) for pk, day in days.iterator(5000)), dtype="i8,i8")
    keys = np.sort(stood["f0"])
    months = np.full(len(keys), NEVER, dtype=np.int32)
    months[np.searchsorted(keys, stood["f0"])] = _months(stood["f1"], today)
    counts = _counts(move, people, keys)
    own, waived = _own(move, people, keys)
    return Crowd(
        n=len(keys),
        expected=counts["n_expected"],
        at=(counts["n1"], counts["n2"], counts["n3"], counts["n4"], counts["n5"]),
        counts_now=counts["counts_now"] > 0,
        run_months=counts["run_months"],
        calibrated=counts["calibrated"] > 0,
        months=months,
        own=own,
        waived=waived,
        starred=None if at.starred is None else len(at.starred),
    )


def _counts(move: Move, people: "QuerySet[Any]", keys: Numbers) -> dict[str, Numbers]:
    rows = MoveFact.objects.filter(move=move, person__in=people).order_by()
    found = _table(rows.values_list("person", *COUNTS), 1 + len(COUNTS))
    place, known = _places(keys, found)
    columns = {name: np.zeros(len(keys), dtype=np.int16) for name in COUNTS}
    for index, name in enumerate(COUNTS, start=1):
        columns[name][place] = found[known, index]
    return columns


def _own(
    move: Move, people: "QuerySet[Any]", keys: Numbers
) -> tuple[dict[str, tuple[Numbers, Numbers]], dict[str, Answers]]:
    """`seen` and `have` by criterion, and who has which waived."""
    rows = CriterionFact.objects.filter(criterion__move=move, person__in=people).order_by()
    found = _table(rows.values_list("person", "criterion", "seen", "have", "waived"), 5)
    own: dict[str, tuple[Numbers, Numbers]] = {}
    waived: dict[str, Answers] = {}
    for pk, slug in move.criteria.values_list("pk", "slug"):
        place, known = _places(keys, found, found[:, 1] == pk)
        mine = found[known]
        seen, have = np.zeros((2, len(keys)), dtype=np.int32)
        seen[place], have[place] = mine[:, 2], mine[:, 3]
        own[slug] = (seen, have)
        waived[slug] = np.zeros(len(keys), dtype=bool)
        waived[slug][place] = mine[:, 4] > 0
    return own, waived


def _table(rows: "QuerySet[Any, tuple[Any, ...]]", width: int) -> Numbers:
    """Whole numbers as a table; nothing recorded is zero."""
    values = (value or 0 for row in rows.iterator(5000) for value in row)
    return np.fromiter(values, dtype=np.int64).reshape(-1, width)


def _places(keys: Numbers, found: Numbers, among: Answers | None = None) -> tuple[Any, Answers]:
    """Where the people of `found` stand in `keys`, and which rows those are."""
    known = np.isin(found[:, 0], keys)
    if among is not None:
        known &= among
    return np.searchsorted(keys, found[known, 0]), known


def _day(day: date | None) -> int:
    return day.toordinal() - DAY_ZERO if day else -10_000_000


def _months(since: Numbers, today: date) -> Numbers:
    """Whole calendar months since each day; `NEVER` where it is not known."""
    days = since.astype("datetime64[D]")
    first = days.astype("datetime64[M]")
    day_of_month = (days - first.astype("datetime64[D]")).astype(np.int64) + 1
    ahead = 12 * (today.year - 1970) + today.month - 1 - first.astype(np.int64)
    months = np.maximum(ahead - (today.day < day_of_month), 0)
    return np.where(since > -5_000_000, months, NEVER).astype(np.int32)
