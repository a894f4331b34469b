"""Templates of rounds: what the form holds at first. Read from `policies/rounds.yaml`."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of round that companies hold: its name, what it is for, and its settings."""

    slug: str
    title: str
    about: str
    period: str
    months: int
    days: Mapping[str, int]
    settings: Mapping[str, Any]

    def initial(self, *, today: date) -> dict[str, Any]:
        """The values of the form on `today`: the period that `today` is in, and days after it."""
        first, last = self._period(today)
        stages = {name: last + timedelta(days=n) for name, n in self.days.items()}
        title = f"{self.title} {last.year}"
        return {"title": title, "from_on": first, "to_on": last, **stages, **self.settings}

    def _period(self, today: date) -> tuple[date, date]:
        """First and last day; a calendar period, or the months up to the end of this one."""
        length = self.months
        last_month = today.month
        if self.period != "months":
            last_month = -(-today.month // length) * length
        start = today.year * 12 + last_month - length
        last = date(today.year, last_month, monthrange(today.year, last_month)[1])
        return date(start // 12, start % 12 + 1, 1), last


LENGTHS = {"half_year": 6, "quarter": 3}
"""Months of the calendar periods."""


@cache
def templates() -> dict[str, Template]:
    """Every template by its id, in the order of the file."""
    text = resources.files("trellis_web.policies").joinpath("rounds.yaml").read_text("utf-8")
    return {slug: _template(slug, row) for slug, row in yaml.safe_load(text).items()}


def _template(slug: str, row: dict[str, Any]) -> Template:
    title, about, period = row.pop("title"), row.pop("about"), row.pop("period")
    months = LENGTHS.get(period) or row.pop("months")
    return Template(slug, title, about, period, months, row.pop("days"), row)
