"""The part of the world that is about plans, check-ins and talks of the owner."""

from datetime import date
from typing import Any

from tests.web.factories import NOW, TODAY
from trellis_web.growth import actions
from trellis_web.growth.rules.plans import Task
from trellis_web.people.models import Person
from trellis_web.reviews.actions.check_ins import (
    prepare_check_in,
    record_check_in,
    start_check_in,
)
from trellis_web.reviews.rules.check_ins import Seen

WHEN: dict[str, Any] = {"now": NOW, "today": TODAY}


def mark(name: str) -> str:
    """The unique text that stands in one private field."""
    return f"MARK-{name}-5f2c"


def plan(owner: Person, manager: Person) -> dict[str, int | str]:
    """A plan with something open, something for the manager and something dropped."""
    due_on = date(2099, 1, 31)
    words = [mark("plan-open"), mark("plan-dropped")]
    tasks = [Task(text, "work", due_on) for text in words]
    chance = Task(mark("plan-chance"), "work", due_on, is_opportunity=True)
    made = actions.start_plan(
        owner, family="engineering", move="L1-L2", tasks=[*tasks, chance], by=owner, **WHEN
    )
    opened, dropped = (made.actions.get(text=text) for text in words)
    actions.drop_action(dropped, reason=mark("plan-reason"), by=owner, **WHEN)
    actions.note_talk(owner, held_on=date(2026, 9, 1), by=manager, **WHEN)
    return {"plan": made.pk, "plan_action": opened.pk}


def check_ins(owner: Person, manager: Person) -> dict[str, int | str]:
    """A check-in that is recorded, and one that the owner has prepared."""
    first = start_check_in(owner, by=owner, **WHEN)
    seen = {"c3": Seen("shows", mark("check-in-seen"))}
    record_check_in(first, seen=seen, note=mark("check-in-note"), by=manager, **WHEN)
    second = start_check_in(owner, by=owner, **WHEN)
    said = {"c1": Seen("shows", mark("check-in-said"))}
    prepare_check_in(second, said=said, by=owner, **WHEN)
    return {"past_check_in": first.pk, "check_in": second.pk}
