"""How much time a round asks of whom, before it is opened."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from trellis_web.reviews.models import Cycle
from trellis_web.reviews.queries.entrants import Entrant
from trellis_web.reviews.rules.minutes import MOST_SHEETS, minutes_for


@dataclass(frozen=True, slots=True)
class Load:
    """What one manager writes: how many reviews, and minutes for all of them."""

    name: str
    sheets: int
    minutes: int

    @property
    def is_heavy(self) -> bool:
        """Whether it is more than a manager should be asked at once."""
        return self.sheets > MOST_SHEETS


@dataclass(frozen=True, slots=True)
class Workload:
    """Minutes of one review as it is on average, and of each manager, most first."""

    people: int
    each: int
    managers: tuple[Load, ...]

    @property
    def busiest(self) -> Load | None:
        """Who writes most."""
        return self.managers[0] if self.managers else None

    @property
    def heavy(self) -> tuple[Load, ...]:
        """Those who write too many."""
        return tuple(load for load in self.managers if load.is_heavy)


def workload_of(cycle: Cycle, people: Iterable[Entrant]) -> Workload:
    """The estimate for everyone who is asked about. No query."""
    known: dict[tuple[int, str], int] = {}
    sheets, minutes = Counter[int](), Counter[int]()
    names: dict[int, str] = defaultdict(str)
    for each in people:
        if each.leader is None or each.is_absent or each.version is None:
            continue
        key = (each.version.pk, each.place.level)
        if key not in known:
            known[key] = minutes_for(_asked(each), is_delta=cycle.is_delta)
        names[each.leader.pk] = each.leader.name
        sheets[each.leader.pk] += 1
        minutes[each.leader.pk] += known[key]
    count = sheets.total()
    loads = [Load(names[pk], n, minutes[pk]) for pk, n in sheets.items()]
    loads.sort(key=lambda load: (-load.minutes, load.name))
    return Workload(count, round(minutes.total() / count) if count else 0, tuple(loads))


def _asked(each: Entrant) -> int:
    """How many competencies are asked about; none at a level that the framework lacks."""
    framework, level = each.framework, each.place.level
    return len(framework.expected(level)) if framework and level in framework.levels else 0
