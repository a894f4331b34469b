"""Reviews whose manager leads the person no longer: what HR may hand over at once."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import F

from trellis_web.people.models import Person
from trellis_web.reviews.models import Cycle
from trellis_web.reviews.queries.progress import board, with_leader

MANY = 500
"""How many people a page proposes at once; the rest follows when these are handed over."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Somebody who leads these participants now, each row with `leads_since`."""

    manager: int
    name: str
    rows: tuple[Any, ...]


def hand_overs(cycle: Cycle, *, to: Person, today: date) -> list[Proposal]:
    """What could be handed over, by the manager who leads the people now. One query."""
    rows = (
        with_leader(board(cycle, to=to), today=today)
        .filter(left_at__isnull=True, held_at__isnull=True, released_at__isnull=True)
        .filter(is_absent=False, leader__isnull=False)
        .exclude(leader=F("manager"))
        .select_related("person", "manager")
        .order_by("leader_name", "leader", "person__name")[:MANY]
    )
    return [
        Proposal(manager, name, tuple(theirs))
        for (manager, name), theirs in groupby(rows, key=lambda row: (row.leader, row.leader_name))
    ]
