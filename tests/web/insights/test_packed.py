"""Columns of numbers say the same about everybody as the judge says one by one."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core import random_moves
from tests.web.factories import TODAY
from tests.web.readiness.population import facts_of, judged, publish, settle
from tests.web.readiness.test_judge_equals_sql import crowds, forgotten, frameworks
from trellis.framework.resolve import ResolvedFramework
from trellis.readiness.crowd import ready
from trellis_web.insights.queries.packed import packed
from trellis_web.readiness.actions import refresh
from trellis_web.readiness.models import Readiness
from trellis_web.readiness.queries.plans import standing

pytestmark = pytest.mark.django_db


@settings(max_examples=40)
@given(frameworks, crowds)
def test_the_ready_are_those_whom_the_judge_finds_ready(
    framework: ResolvedFramework, crowd: list[Any]
) -> None:
    with forgotten():
        world, everyone = publish(framework), facts_of(*crowd)
        ids = settle(world, everyone)
        refresh(today=TODAY)
        move = world.move
        at = standing(move)
        rows = Readiness.objects.filter(move=move, person__in=ids)
        found = ready(at.move, packed(rows, move, at, today=TODAY))
        expected = [state == "ready" for state, _, _ in judged(world, everyone)]
        assert found.tolist() == expected


@given(st.data())
@settings(max_examples=5)
def test_only_those_who_were_asked_for_are_packed(data: st.DataObject) -> None:
    with forgotten():
        world = publish(data.draw(frameworks))
        ids = settle(world, facts_of(*data.draw(st.lists(random_moves.facts, min_size=3))))
        refresh(today=TODAY)
        rows = Readiness.objects.filter(move=world.move, person__in=ids[:2])
        crowd = packed(rows, world.move, standing(world.move), today=TODAY)
        assert crowd.n == 2
        assert np.shape(crowd.months) == (2,)
