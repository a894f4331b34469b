"""The career map as a table: every level that is shown, and where one can go from there."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from trellis.career_map.network import Line, Stop
from trellis_web.careers.queries.atlas import Atlas
from trellis_web.careers.queries.drawing import carried_words, states_of

KINDS = {
    "crossover": _l("change of track"),
    "equal": _l("two-way, same pay band"),
    "lateral": _l("sideways"),
    "promotion": _l("promotion"),
    "return": _l("way back"),
}


@dataclass(frozen=True, slots=True)
class On:
    """A way on: where it leads, and what it is in words."""

    to: Stop
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A level; `state` says how it stands towards the reader."""

    stop: Stop
    line: Line
    state: str
    people: int | None
    ways: tuple[On, ...]


def rows_of(atlas: Atlas) -> list[Row]:
    """Every level that is shown, line by line from the lowest level up."""
    states, onward = states_of(atlas), _ways(atlas)
    counts = atlas.counts
    return [
        Row(
            stop,
            line,
            states[stop.key].words if stop.key in states else "",
            None if counts is None else counts.get(stop.key, 0),
            tuple(onward.get(stop.key, ())),
        )
        for line in atlas.lines
        for stop in line.stops
    ]


def _ways(atlas: Atlas) -> dict[str, list[On]]:
    """The ways on from each level: the next stop of its line, and every link."""
    found: dict[str, list[On]] = {}
    for line in atlas.lines:
        for stop, above in zip(line.stops, line.stops[1:], strict=False):
            found.setdefault(stop.key, []).append(On(above, _("next on the line")))
    for link in {link: None for each in atlas.maps for link in each.links}:
        ends = [(link.a, link.b), (link.b, link.a)] if link.is_two_way else [(link.a, link.b)]
        for a, b in ends:
            found.setdefault(a, []).append(_on(atlas, link.kind, b))
    for stub in (stub for each in atlas.maps for stub in each.stubs):
        found.setdefault(stub.at, []).append(_on(atlas, "lateral", stub.to.key))
    return found


def _on(atlas: Atlas, kind: str, key: str) -> On:
    carried = carried_words(atlas, key) if kind == "lateral" else ""
    return On(atlas.stops[key], ", ".join(each for each in (str(KINDS[kind]), carried) if each))
