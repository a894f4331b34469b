"""Where the ways back of one person land."""

from dataclasses import dataclass
from datetime import date

from trellis.framework.landing import Basis, Held, NoLanding, landing
from trellis.framework.model import Level, Move
from trellis.framework.resolve import ResolvedFramework
from trellis_web.frameworks.queries.versions import current, resolved
from trellis_web.people.models import Person, Position


@dataclass(frozen=True, slots=True)
class WayBack:
    """A way back: where it lands, what the person is called there, and what they keep."""

    move: Move
    position: Position
    left: Level
    level: Level
    track: str
    basis: Basis
    title: str
    level_since: date | None

    @property
    def band(self) -> str:
        """The pay band that the person keeps: that of the level which they leave."""
        return self.left.band or ""


def ways_back(person: Person, *, today: date) -> list[WayBack | NoLanding]:
    """Every way back of a person, each landing once; with why not where there is none.

    Empty for somebody at whose level no return starts. Three queries.
    """
    held = list(Position.objects.filter(person=person, since__lte=today).order_by("-since"))
    here = held[0] if held and (held[0].until is None or held[0].until > today) else None
    version = current(here.family) if here else None
    if here is None or version is None:
        return []
    framework = resolved(version)
    moves = (m for m in framework.moves_from(here.level) if m.kind == "return")
    found = [_way_back(framework, move, here, held) for move in moves]
    unique = {each.level.id if isinstance(each, WayBack) else each: each for each in found[::-1]}
    return list(unique.values())[::-1]


def _way_back(
    framework: ResolvedFramework, move: Move, here: Position, held: list[Position]
) -> WayBack | NoLanding:
    family = [each for each in held if each.family == here.family]
    at = landing(framework, move, [Held(each.track, each.level) for each in family])
    if isinstance(at, NoLanding):
        return at
    level = framework.levels[at.level]
    before = next((each for each in family if each.level == at.level), None)
    then = before if at.basis is Basis.LAST_HELD else None
    return WayBack(
        move=move,
        position=here,
        left=framework.levels[here.level],
        level=level,
        track=framework.tracks[at.level].id,
        basis=at.basis,
        title=then.title if then and then.title else (level.titles[0] if level.titles else ""),
        level_since=then.level_since if then else here.level_since,
    )
