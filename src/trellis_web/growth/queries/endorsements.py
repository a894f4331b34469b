"""The moves of a person that can be endorsed, and who did."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from trellis.framework.model import Move
from trellis.framework.resolve import ResolvedFramework, level_of
from trellis_web.access.queries import visible
from trellis_web.growth.models import Endorsement
from trellis_web.growth.queries.tags import frameworks_of
from trellis_web.people.models import Person, Position


@dataclass(frozen=True, slots=True)
class Direction:
    """A move from where a person stands."""

    family: str
    move: Move
    title: str

    @property
    def asks_for_manager(self) -> bool:
        """Whether a criterion of the move is the endorsement of the manager."""
        return any(
            leaf.endorsement and leaf.endorsement.by == "manager" for leaf in self.move.leaves()
        )


@dataclass(frozen=True, slots=True)
class Named:
    """An endorsement and the title of what it is for."""

    given: Endorsement
    title: str


def directions_of(person: Person, *, today: date) -> tuple[Direction, ...]:
    """The moves that start at the person's level today, in the order of the framework."""
    position = Position.objects.on(today).filter(person=person).first()
    home = frameworks_of([position.family]).get(position.family) if position else None
    if position is None or home is None:
        return ()
    return tuple(
        Direction(position.family, move, _title(home, move))
        for move in home.moves_from(position.level)
    )


def _title(home: ResolvedFramework, move: Move) -> str:
    level = home.levels.get(level_of(move.to))
    return move.title or (f"{level.title} ({level.id})" if level else move.to)


def endorsements(person: Person, *, to: Person, today: date) -> QuerySet[Endorsement]:
    """The endorsements of a person that stand, as far as `to` sees them; newest first."""
    return (
        visible(Endorsement, to=to, today=today)
        .filter(person=person, withdrawn_at__isnull=True)
        .select_related("endorsed_by")
    )


def named(given: Iterable[Endorsement], directions: Iterable[Direction]) -> list[Named]:
    """The endorsements with the titles of their moves; a move from an earlier level has its id."""
    titles = {(each.family, each.move.id): each.title for each in directions}
    return [Named(each, titles.get((each.family, each.move), each.move)) for each in given]
