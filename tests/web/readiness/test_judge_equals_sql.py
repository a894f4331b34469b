"""The criteria decide the same in plain Python for one person and in SQL for everyone."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.core import random_moves
from tests.web.factories import TODAY
from tests.web.readiness.population import (
    differences,
    edit,
    facts_of,
    is_valid,
    judged,
    publish,
    settle,
    stored,
    with_leading,
)
from trellis.framework.resolve import ResolvedFramework
from trellis_web.readiness.actions import refresh

pytestmark = pytest.mark.django_db

crowds = st.lists(random_moves.facts, min_size=1, max_size=8)
frameworks = random_moves.frameworks.map(with_leading).filter(is_valid)


@contextmanager
def forgotten() -> Iterator[None]:
    """What is written inside is gone afterwards: each example starts from an empty database."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


@given(frameworks, crowds)
def test_everyone_is_decided_the_same(framework: ResolvedFramework, crowd: list[Any]) -> None:
    with forgotten():
        assert differences(publish(framework), facts_of(*crowd)) == []


@given(frameworks, st.lists(st.tuples(random_moves.facts, random_moves.facts), max_size=5))
def test_everyone_is_decided_the_same_after_an_edit(
    framework: ResolvedFramework, pairs: list[tuple[Any, Any]]
) -> None:
    with forgotten():
        world = publish(framework)
        ids = settle(world, facts_of(*(before for before, _ in pairs)))
        refresh(today=TODAY)
        now = facts_of(*(after for _, after in pairs))
        edit(world, ids, now)
        refresh(today=TODAY)
        assert stored(world, ids) == judged(world, now)
