"""Which step of a map each stop stands on: the steps are the ranks, in order."""

from collections import Counter
from dataclasses import dataclass

from trellis.career_map.network import Network


@dataclass(frozen=True, slots=True)
class Grid:
    """The rank of each step, and the step and the number of the line of each stop."""

    ranks: tuple[int, ...]
    steps: dict[str, int]
    lanes: dict[str, int]

    def in_order(self) -> list[str]:
        """The keys of the stops, step by step and line by line."""
        return sorted(self.steps, key=lambda key: (self.steps[key], self.lanes[key]))


def grid(network: Network) -> Grid:
    """A step for each rank; stops of one line that share a rank stand on steps of their own."""
    places: dict[str, tuple[int, int]] = {}
    lanes: dict[str, int] = {}
    for lane, line in enumerate(network.lines):
        seen: Counter[int] = Counter()
        for stop in line.stops:
            places[stop.key], lanes[stop.key] = (stop.rank, seen[stop.rank]), lane
            seen[stop.rank] += 1
    order = sorted(set(places.values()))
    steps = {key: order.index(place) for key, place in places.items()}
    return Grid(tuple(rank for rank, _again in order), steps, lanes)
