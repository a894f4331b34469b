"""From one table of answers per sentence to figures with intervals. Pure: no row is read here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from trellis.stats import CANNOT_TELL, Estimate, TooLittle, icc, shrink
from trellis.stats.agreement import disjoint_pairs, pairwise_interval
from trellis.stats.alpha import alpha_interval
from trellis.stats.estimates import Matrix

FEWEST = 3
"""Figures of fewer people than this would show what one of them said."""
SMALL_RATERS, SMALL_ITEMS = 4, 3
"""Below either of these a panel passes poor sentences about as often as good ones."""
DRAWS = 500
Stored = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figures:
    """What the answers about one sentence come to.

    `agreement` is drawn to the mean of all sentences, `exact` and `within_one` are as answered.
    `cannot_tell` is the share of answers that were "cannot tell". None is what cannot be said.
    """

    raters: int
    items: int
    exact: Estimate
    within_one: Estimate
    agreement: Estimate
    alpha: Estimate | None
    icc_one: Estimate | None
    icc_mean: Estimate | None
    cannot_tell: float

    @property
    def is_small(self) -> bool:
        """Whether so few answers tell nothing."""
        return self.raters < SMALL_RATERS or self.items < SMALL_ITEMS

    def as_dict(self) -> Stored:
        """For storing."""
        return {
            name: value.as_dict() if isinstance(value, Estimate) else value
            for name in self.__slots__
            for value in [getattr(self, name)]
        }

    @classmethod
    def read(cls, stored: Stored) -> "Figures":
        """What was stored."""
        values: Any = {k: Estimate(**v) if isinstance(v, dict) else v for k, v in stored.items()}
        return cls(**values)


def figures(tables: Mapping[str, Matrix]) -> dict[str, Figures]:
    """Figures by sentence. Each table has the shape (panelists, vignettes) and holds 1 to 5,
    `CANNOT_TELL`, or NaN for what was not answered.

    A sentence that fewer than three people answered about has none; neither has one about which no
    two answered on the same vignette.
    """
    asked = {
        name: answered for name, table in tables.items() if _is_enough(answered := _answered(table))
    }
    if not asked:
        return {}
    exact = {name: pairwise_interval(table, draws=DRAWS) for name, table in asked.items()}
    trials = [disjoint_pairs(table) for table in asked.values()]
    drawn = shrink([each.value for each in exact.values()], trials)
    return {
        name: _figures(table, exact[name], agreement)
        for (name, table), agreement in zip(asked.items(), drawn, strict=True)
    }


def ranked(found: Mapping[str, Figures]) -> list[str]:
    """Sentences, the one on which readers agree least first."""
    return sorted(found, key=lambda name: (found[name].agreement.value, name))


def _answered(table: Matrix) -> Matrix:
    """Without people and vignettes that have no answer at all."""
    given = ~np.isnan(table)
    return table[given.any(axis=1)][:, given.any(axis=0)]


def _is_enough(table: Matrix) -> bool:
    return len(table) >= FEWEST and disjoint_pairs(table) > 0


def _figures(table: Matrix, exact: Estimate, agreement: Estimate) -> Figures:
    told = np.where(np.isfinite(table), table, np.nan)
    forms: Mapping[Any, Estimate] = _or_none(lambda: icc(_complete(told))) or {}
    return Figures(
        raters=table.shape[0],
        items=table.shape[1],
        exact=exact,
        within_one=pairwise_interval(table, within=1, draws=DRAWS),
        agreement=agreement,
        alpha=_or_none(lambda: alpha_interval(told, draws=DRAWS)),
        icc_one=_bounded(forms.get("2,1")),
        icc_mean=_bounded(forms.get("2,k")),
        cannot_tell=float((table == CANNOT_TELL).sum() / (~np.isnan(table)).sum()),
    )


def _complete(told: Matrix) -> Matrix:
    """The vignettes on which everybody gave a number: intraclass correlations need them."""
    return told[:, np.isfinite(told).all(axis=0)]


def _bounded(found: Estimate | None) -> Estimate | None:
    """Not below -1: that of a mean has no lower end, and anything below 0 is no agreement."""
    if found is None:
        return None
    return Estimate(*(max(each, -1.0) for each in (found.value, found.low, found.high)))


def _or_none(ask: Callable[[], Any]) -> Any:
    try:
        return ask()
    except TooLittle:
        return None


def as_table(rows: Sequence[Sequence[float | None]]) -> Matrix:
    """Answers as a table; None is no answer."""
    return np.array(rows, dtype=np.float64)
