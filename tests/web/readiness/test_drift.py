"""What the events left in the table is what a refresh of everything would put there, every day."""

import os
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from tests.web.readiness.year import Year
from trellis_web.audit import actions as audit
from trellis_web.config.consequences import compile_published
from trellis_web.readiness.models import Readiness
from trellis_web.reviews.actions import reassess_everyone

pytestmark = pytest.mark.django_db

DAYS = 365
SEEDS = range(10 if os.environ.get("TRELLIS_SOAK") else 1)
COLUMNS = ("person", "move", "state", "n_open", "is_met", "since", "eligible_on")


def table() -> set[tuple[Any, ...]]:
    """Every row of the table."""
    return set(Readiness.objects.order_by().values_list(*COLUMNS))


def drift(today: date) -> set[tuple[Any, ...]]:
    """The rows that a refresh of everything would change; the table stays as it is."""
    before, point = table(), transaction.savepoint()
    try:
        written = reassess_everyone(today=today)
        return (before ^ table()) or {("written", written)} - {("written", 0)}
    finally:
        transaction.savepoint_rollback(point)


def first_drift(seed: int, days: int = DAYS) -> tuple[date, list[str], set[tuple[Any, ...]]] | None:
    """The first day on which the table is not what it should be, and what happened until then."""
    year = Year(seed)
    for _ in range(days):
        year.step()
        if found := drift(year.day):
            return year.day, year.happened[-5:], found
    kinds = {"publish", "leave", "line", "away", "withdraw", "note", "confirm", "endorse"}
    kinds |= {"figure", "unshare", "delete", "move", "check_in", "review"}
    if days == DAYS:
        assert kinds <= set(year.happened), f"never happened: {kinds - set(year.happened)}"
    return None


@pytest.mark.parametrize("seed", SEEDS)
def test_a_refresh_of_everyone_changes_nothing_on_any_day_of_a_year(seed: int) -> None:
    assert first_drift(seed) is None


DEAF = (
    "trellis_web.growth.actions.confirmations.refresh_facts",
    "trellis_web.growth.actions.evidence.refresh_facts",
    "trellis_web.growth.actions.metrics.refresh_facts",
    "trellis_web.reviews.actions.check_ins.push_facts",
    "trellis_web.reviews.actions.releases.settle",
    "trellis_web.config.timers.reassess_due",
)
UNFOLLOWED: dict[str, list[audit.Consequence]] = {
    "framework:published": [compile_published],
    "person:deactivated": [],
    "position:changed": [],
}
"""What is left to follow each of them; without its rows a version has no moves at all."""


@pytest.mark.parametrize("place", DEAF)
def test_an_action_that_forgets_readiness_is_found(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, lambda *_args, **_more: 0)
    assert first_drift(seed=3) is not None


@pytest.mark.parametrize("tag", UNFOLLOWED)
def test_an_event_that_nothing_follows_is_found(tag: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(audit._consequences, tag, UNFOLLOWED[tag])
    assert first_drift(seed=3) is not None
