"""How long the room spoke of groups of people. Single people: the facilitator, while it lasts."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from trellis_web.access.queries import visible
from trellis_web.calibration.models import Session, Subject, Talk
from trellis_web.organisation.queries import is_on
from trellis_web.organisation.rules import Feature
from trellis_web.people.models import Person
from trellis_web.reviews.models import Participant

if TYPE_CHECKING:
    from datetime import datetime

FEWEST = 5
"""Nothing is said about fewer people, the reader not counted."""
KEYS: dict[str, Callable[[Participant], str]] = {
    "level": lambda each: each.level,
    "manager": lambda each: each.manager.name if each.manager else "",
}


@dataclass(frozen=True, slots=True)
class Minutes:
    """A group on the table: its people, and minutes in all and for each person.

    None where the group is too small to be spoken of.
    """

    name: str
    people: int
    total: float | None

    @property
    def each(self) -> float | None:
        """Minutes for each person."""
        return None if self.total is None else self.total / self.people


def minutes_by(key: str, session: Session, *, to: Person, now: "datetime") -> tuple[Minutes, ...]:
    """Minutes by `level` or by `manager`, without the reader's own. Nothing while it is off.

    A facilitator reads every group, others those of at least five people. Four queries.
    """
    if not is_on(Feature.MINUTES):
        return ()
    tabled = visible(Subject, to=to).filter(session=session).values("participant")
    people = Participant.objects.filter(pk__in=tabled).select_related("manager")
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for each in people:
        groups[KEYS[key](each)].append(each.pk)
    spent, sees_all = _spent(session, now), visible(Talk, to=to).filter(session=session).exists()
    return tuple(
        Minutes(
            name,
            len(keys),
            sum(spent.get(each, 0.0) for each in keys) if sees_all or len(keys) >= FEWEST else None,
        )
        for name, keys in sorted(groups.items())
    )


def _spent(session: Session, now: "datetime") -> dict[int, float]:
    """Minutes by participant; what is going on counts until `now`."""
    found: defaultdict[int, float] = defaultdict(float)
    rows = Talk.objects.filter(session=session)
    for participant, start, end in rows.values_list("participant", "from_at", "until_at"):
        found[participant] += ((end or now) - start) / timedelta(minutes=1)
    return dict(found)
