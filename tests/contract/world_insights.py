"""The part of the world that is about the readiness board."""

from typing import Any

from tests.contract.world_growth import mark
from tests.web.factories import NOW, TODAY
from trellis_web.insights.actions import write_note
from trellis_web.people.models import Person
from trellis_web.readiness.models import Move
from trellis_web.reviews.actions import reassess_everyone

WHEN: dict[str, Any] = {"now": NOW, "today": TODAY}


def readiness(owner: Person, manager: Person) -> dict[str, int | str]:
    """Everyone stands somewhere on the board, and the manager has noted something."""
    reassess_everyone(today=TODAY)
    write_note(about=owner, text=mark("board-note"), by=manager, **WHEN)
    move = Move.objects.filter(readiness__person=owner).latest("pk")
    return {"board_move": move.pk, "board_column": "building"}
