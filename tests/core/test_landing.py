"""Where a way back from management lands."""

import pytest

from trellis.framework.landing import Basis, Held, Landing, NoLanding, landing
from trellis.framework.load import load
from trellis.framework.model import Move
from trellis.framework.resolve import resolve

FRAMEWORK = resolve(
    load(
        b"""
schema: trellis/1
id: engineering
title: Engineering
tracks:
  - id: ic
    title: Engineer
    levels: [{id: L3, rank: 3}, {id: L4, rank: 4}]
  - id: management
    title: Manager
    kind: management
    levels: [{id: M1, rank: 4}, {id: M2, rank: 5}]
equivalences:
  - {a: ic/L4, b: management/M1}
  - {a: ic/L3, b: management/M2, equal: false}
""",
        "engineering",
    )
)


def back(lands_on: str | None, start: str = "M1", to: str = "L3") -> Move:
    """A way back."""
    values = {"id": "back", "kind": "return", "lands_on": lands_on}
    return Move.model_validate(values | {"from": f"management/{start}", "to": f"ic/{to}"})


ROWS = [
    # the move, what was held (latest first), where it lands
    ("last held", back("last_held"), ["ic/L3"], Landing("L3", Basis.LAST_HELD)),
    ("the latest of several", back("last_held"), ["ic/L4", "ic/L3"],
     Landing("L4", Basis.LAST_HELD)),
    ("only levels of the track that the move leads to", back("last_held"),
     ["management/M1", "ic/L3"], Landing("L3", Basis.LAST_HELD)),
    ("a track that nobody wrote down is looked up", back("last_held"), ["/L3"],
     Landing("L3", Basis.LAST_HELD)),
    ("hired as a manager: the equal level", back("last_held"), [],
     Landing("L4", Basis.EQUIVALENT)),
    ("the equal level, whatever was held", back("equivalent"), ["ic/L3"],
     Landing("L4", Basis.EQUIVALENT)),
    ("said not to be equal", back("equivalent", "M2"), [], NoLanding.NOTHING_EQUAL),
    ("last held is retired", back("last_held"), ["ic/L2"], NoLanding.RETIRED),
    ("the level that the move names", back(None), [], Landing("L3", Basis.NAMED)),
    ("the named level is retired", back(None, to="L9"), [], NoLanding.RETIRED),
]  # fmt: skip


@pytest.mark.parametrize(
    ("move", "held", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_a_way_back_lands(move: Move, held: list[str], expected: Landing | NoLanding) -> None:
    before = [Held(*each.split("/")) for each in held]
    assert landing(FRAMEWORK, move, before) == expected
