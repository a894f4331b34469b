"""The career map as rows of a table: every level that is shown, and where one can go from there.

Written as text and not by a template: there are as many rows as stations, and the map is light.
"""

from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from trellis.career_map.network import Line, Stop
from trellis_web.careers.queries.atlas import Atlas
from trellis_web.careers.queries.drawing import carried_words, query_of, states_of

KINDS = {
    "crossover": _l("change of track"),
    "equal": _l("two-way, same pay band"),
    "lateral": _l("sideways"),
    "promotion": _l("promotion"),
    "return": _l("way back"),
}


def rows_of(atlas: Atlas) -> SafeString:
    """A row for every level that is shown, line by line from the lowest level up."""
    onward, states = _onward(atlas), states_of(atlas)
    address = escape(f"?{query_of(atlas)}station=")
    rows = (
        f'<tr><th scope="row"><a href="{address}{quote(stop.key)}">{escape(stop.name)}</a>'
        f"{f' ({escape(states[stop.key].words)})' if stop.key in states else ''}</th>"
        f"<td>{escape(line.title)}</td><td>{stop.rank}</td>{_people(atlas, stop)}"
        f"<td>{escape('; '.join(onward.get(stop.key, ())) or _('The end of its line'))}</td></tr>"
        for line, stop in _stops(atlas)
    )
    return mark_safe("\n".join(rows))  # noqa: S308  every word is escaped above


def _stops(atlas: Atlas) -> Iterator[tuple[Line, Stop]]:
    for line in atlas.lines:
        for stop in line.stops:
            yield line, stop


def _people(atlas: Atlas, stop: Stop) -> str:
    return "" if atlas.counts is None else f"<td>{atlas.counts.get(stop.key, 0)}</td>"


def _onward(atlas: Atlas) -> dict[str, list[str]]:
    """The ways on from each level in words: the next stop of its line, and every link."""
    found: dict[str, list[str]] = {}
    for line in atlas.lines:
        for stop, above in zip(line.stops, line.stops[1:], strict=False):
            found.setdefault(stop.key, []).append(f"{above.name} ({_('next on the line')})")
    for each in atlas.maps:
        for link in each.links:
            ends = [(link.a, link.b), (link.b, link.a)] if link.is_two_way else [(link.a, link.b)]
            for a, b in ends:
                found.setdefault(a, []).append(_way(atlas, link.kind, b))
        for stub in each.stubs:
            found.setdefault(stub.at, []).append(_way(atlas, "lateral", stub.to.key))
    return found


def _way(atlas: Atlas, kind: str, key: str) -> str:
    carried = carried_words(atlas, key) if kind == "lateral" else ""
    said = ", ".join(each for each in (str(KINDS[kind]), carried) if each)
    return f"{atlas.stops[key].name} ({said})"
