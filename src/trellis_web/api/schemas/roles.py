"""The career map and the directory of roles: what frameworks say, and what carries over."""

from typing import Annotated

from ninja import Schema
from pydantic import Field

from trellis.readiness.carry_over import CarryOver
from trellis_web.api.schemas.base import In, Word

Part = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00/]+$")]
"""The id of a family, a level or a competency, in an address."""


class RolesWanted(In):
    """Only roles whose titles, scope, competencies or sentences hold every word."""

    q: Word = ""


class RoleOut(Schema):
    """A level of a family as a role. Its pay band is for those who see bands."""

    family: str
    level: str
    track: str
    rank: int
    titles: list[str]
    scope: str | None
    summary: str | None
    band: str | None


class RolesOut(Schema):
    """Every role, by family, in file order."""

    items: list[RoleOut]


class AskedOut(Schema):
    """A competency that a role asks for, in its published sentences."""

    competency: str
    title: str
    sentences: list[str]


class AroundOut(Schema):
    """A move at a role: to another one, or from there when `is_inward`."""

    family: str
    move: str
    kind: str
    other_family: str
    other_level: str
    is_inward: bool


class RoleFullOut(RoleOut):
    """One role with what it asks for, and the moves around it."""

    competencies: list[AskedOut]
    moves: list[AroundOut]


class AskerOut(Schema):
    """A role that asks for a competency."""

    family: str
    track: str
    level: str
    title: str
    sentences: list[str]


class AskersOut(Schema):
    """Every role that asks for a competency, by family and track."""

    items: list[AskerOut]


class StandingOut(Schema):
    """How a competency of a role stands towards the reader."""

    competency: str
    standing: str


class CarryOut(Schema):
    """What the reader would bring along: `carried` of `asked`, once anybody has looked."""

    is_known: bool
    carried: int
    asked: int
    standings: list[StandingOut]

    @classmethod
    def of(cls, carry: CarryOver) -> "CarryOut":
        """From what is established."""
        rows = [
            StandingOut(competency=each, standing=standing.value)
            for each, standing in carry.standings.items()
        ]
        return cls(
            is_known=carry.is_known, carried=len(carry.carried), asked=carry.asked, standings=rows
        )


class ReachOut(Schema):
    """A role that moves lead to from the reader's: the first move, and how many it takes."""

    family: str
    level: str
    first_move: str
    moves: int
    carry: CarryOut


class ReachesOut(Schema):
    """The roles within reach, what carries over most first."""

    items: list[ReachOut]


class StopOut(Schema):
    """A level on the map. `key` is `family/LEVEL`."""

    key: str
    level: str
    title: str
    rank: int


class LineOut(Schema):
    """A track of a family: its levels from the lowest rank up."""

    family: str
    title: str
    stops: list[StopOut]


class LinkOut(Schema):
    """What leads from one level to another, by their keys."""

    a: str
    b: str
    kind: str
    is_two_way: bool


class CareerMapOut(Schema):
    """Every line and link. A promotion to the next stop is the line itself."""

    lines: list[LineOut]
    links: list[LinkOut]


class HeadcountOut(Schema):
    """How many people are on a level."""

    key: str
    people: int


class HeadcountsOut(Schema):
    """The levels of the map on which there is anybody in the reader's scope."""

    items: list[HeadcountOut]


class WayOut(Schema):
    """A move to a level. `is_mine`: it starts where the reader stands."""

    family: str
    move: str
    kind: str
    from_key: str
    is_mine: bool
    is_equal: bool
    needs_no_case: bool


class PaceOut(Schema):
    """Months that the middle half of at least five people took from `from_key`."""

    from_key: str
    shortest: int
    longest: int
    moves: int
    since: int


class StationOut(Schema):
    """A level as the reader sees it on the map: how it stands towards them, and the ways to it.

    `state` is `me`, `next`, `held`, the kind of the reader's move to it, or empty.
    """

    key: str
    state: str
    carry: CarryOut | None
    pace: PaceOut | None
    ways: list[WayOut]
