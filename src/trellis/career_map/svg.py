"""A map as SVG. Colours come from the style sheet around it, or from `STYLE` in a file."""

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import quote

from trellis.career_map.lettering import fitted, width
from trellis.career_map.marks import Marks
from trellis.career_map.network import INDIVIDUAL
from trellis.career_map.picture import Arrow, Band, Box, Head, Label, Picture, Point, Station, Tag

TONES = 8
RADIUS, RING = 19, 25
CODE_SIZE, SMALL = 13, 11.5
CORNER = 12


def svg(picture: Picture, marks: Marks, *, ident: str) -> str:
    """The map as an element; `ident` is an id that no other map of the page has."""
    return (
        f'<svg class="cmap" viewBox="0 0 {_n(picture.width)} {_n(picture.height)}"'
        f' width="{_n(picture.width)}" height="{_n(picture.height)}" role="group"'
        f' aria-label="{escape(marks.words.title)}">{_head_of(ident)}'
        f"{''.join(_parts(picture, marks, ident))}</svg>"
    )


def _head_of(ident: str) -> str:
    """The head of an arrow, which every arrow of the map refers to."""
    return (
        f'<defs><marker id="{ident}-head" viewBox="0 0 10 11" refX="9" refY="5.5" markerWidth="10"'
        ' markerHeight="11" markerUnits="userSpaceOnUse" orient="auto-start-reverse">'
        '<path class="head" d="M0 0l10 5.5-10 5.5z"/></marker></defs>'
    )


def _parts(picture: Picture, marks: Marks, ident: str) -> Iterator[str]:
    yield from (_band(at, band, picture, marks) for at, band in enumerate(picture.bands))
    yield from (_line_name(head, picture, marks) for head in picture.heads)
    yield from _trails(picture, marks)
    for rail in picture.rails:
        yield f'<path class="ln t{rail.line.tone % TONES}" d="{_path((rail.start, rail.end))}"/>'
    yield from (_arrow(arrow, ident) for arrow in picture.arrows)
    yield from (_tag(tag, marks) for tag in picture.tags)
    yield from (_station(station, marks) for station in picture.stations)
    if picture.flag:
        yield _flag(picture.flag, picture, marks)


def _band(at: int, band: Band, picture: Picture, marks: Marks) -> str:
    strip = f'<rect class="band" {_rect(band.box)} rx="12"/>' if at % 2 == 0 else ""
    room = band.label.box.width
    words = str(band.rank) if picture.is_upright else f"{marks.words.rank} {band.rank}"
    y = band.label.baselines[0][0]
    shown = escape(fitted(words, SMALL, room))
    return f'{strip}<text class="rank mid" x="{_n(band.label.x)}" y="{_n(y)}">{shown}</text>'


def _line_name(head: Head, picture: Picture, marks: Marks) -> str:
    place = " mid" if picture.is_upright else ""
    title = f'<text class="lane{place}">{_spans(head.label)}</text>'
    if not head.note:
        return title
    words = marks.words.individual if head.line.note == INDIVIDUAL else head.line.note
    note = escape(fitted(words, SMALL, head.note.width))
    x, y = _n(head.note.x), _n(head.note.y + 11)
    return f'{title}<text class="lanenote" x="{x}" y="{y}">{note}</text>'


def _trails(picture: Picture, marks: Marks) -> Iterator[str]:
    """The way that the reader came, along each line."""
    walked: dict[int, list[Point]] = {}
    for each in picture.stations:
        if each.stop.key in marks.states and marks.states[each.stop.key].css in ("held", "me"):
            walked.setdefault(each.line.tone, []).append((each.x, each.y))
    for points in walked.values():
        if len(points) > 1:
            yield f'<path class="ln trail" d="{_path((points[0], points[-1]))}"/>'


def _arrow(arrow: Arrow, ident: str) -> str:
    head = f"url(#{ident}-head)"
    ends = "" if arrow.kind == "stub" else f' marker-end="{head}"'
    ends += f' marker-start="{head}"' if arrow.is_two_way else ""
    return f'<path class="way {arrow.kind}" d="{_path(arrow.points)}"{ends}/>'


def _tag(tag: Tag, marks: Marks) -> str:
    """Words on a way; nothing where there is nothing to say."""
    words = {
        "carry": marks.carried.get(tag.to.key, ""),
        "equal": marks.words.equal,
        "stub": _elsewhere(tag),
    }[tag.kind]
    return _pill(f"tag {tag.kind}", tag.box, words) if words else ""


def _elsewhere(tag: Tag) -> str:
    """Where a way to another map leads: the level, with its family where that fits."""
    short = f"→ {tag.to.code}"
    long = f"{short} {tag.to.family}"
    return long if width(long, SMALL) <= tag.box.width - 8 else short


def _pill(css: str, box: Box, words: str, more: str = "") -> str:
    shown = escape(fitted(words, SMALL, box.width - 8))
    x, y = box.x + box.width / 2, box.y + box.height / 2 + 4
    return (
        f'<g class="{css}"><rect {_rect(box)} rx="{_n(box.height / 2)}"/>{more}'
        f'<text class="mid" x="{_n(x)}" y="{_n(y)}">{shown}</text></g>'
    )


def _flag(box: Box, picture: Picture, marks: Marks) -> str:
    words = marks.words.here_short if picture.is_upright else marks.words.here
    tip = f'<path d="M{_n(box.x + box.width / 2 - 6)} {_n(box.y + box.height - 1)}h12l-6 7z"/>'
    return _pill("flag", box, words, tip).replace("<g ", '<g aria-hidden="true" ', 1)


def _station(station: Station, marks: Marks) -> str:
    key, tone = station.stop.key, station.line.tone % TONES
    state = marks.states.get(key)
    css = f"t{tone} {state.css}" if state else f"t{tone}"
    x, y = _n(station.x), _n(station.y)
    code = escape(fitted(station.stop.code, CODE_SIZE, 2 * RADIUS - 4))
    ring = f'<circle class="ring" cx="{x}" cy="{y}" r="{RING}"/>' if css.endswith("next") else ""
    drawn = (
        f'{ring}<circle class="st" cx="{x}" cy="{y}" r="{RADIUS}"/>'
        f'<text class="code mid" x="{x}" y="{_n(station.y + 4.5)}">{code} </text>'
        f'<text class="ttl mid">{_spans(station.label)}</text>{_note(station, marks)}'
    )
    if not marks.href:
        return f'<g class="{css}">{drawn}</g>'
    current = ' aria-current="true"' if key == marks.shown else ""
    href = escape(marks.href + quote(key))
    return (
        f'<a href="{href}" class="{css}" aria-label="{_said(station, marks)}"{current}>{drawn}</a>'
    )


def _said(station: Station, marks: Marks) -> str:
    """The accessible name: first what can be read, then the line, and how it stands."""
    key = station.stop.key
    state = marks.states.get(key)
    line = marks.words.line.format(title=station.line.title)
    seen = (station.stop.name, marks.notes.get(key, ""))
    said = (*seen, line, state.words if state else "", marks.carried.get(key, ""))
    return escape(", ".join(each for each in said if each))


def _note(station: Station, marks: Marks) -> str:
    words = marks.notes.get(station.stop.key, "")
    if not station.note or not words:
        return ""
    shown = escape(fitted(words, SMALL, station.note.width))
    y = station.note.y + 11
    return f'<text class="note mid" x="{_n(station.x)}" y="{_n(y)}">{shown}</text>'


def _spans(label: Label) -> str:
    x = _n(label.x)
    return "".join(
        f'<tspan x="{x}" y="{_n(y)}">{escape(line)} </tspan>' for y, line in label.baselines
    )


def _path(points: Sequence[Point]) -> str:
    """A line through the points, with rounded corners."""
    found = [f"M{_n(points[0][0])} {_n(points[0][1])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        (x0, y0), (x1, y1) = _near(corner, before), _near(corner, after)
        found.append(f"L{_n(x0)} {_n(y0)}Q{_n(corner[0])} {_n(corner[1])} {_n(x1)} {_n(y1)}")
    return "".join(found) + f"L{_n(points[-1][0])} {_n(points[-1][1])}"


def _near(corner: Point, other: Point) -> Point:
    """Where the corner begins to be round, on the way to the other point."""
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    part = min(CORNER, length / 2) / length
    return corner[0] + dx * part, corner[1] + dy * part


def _rect(box: Box) -> str:
    return f'x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}"'


def _n(value: float) -> str:
    """A number of pixels as short as it can be said, to a tenth."""
    return f"{value:.1f}".removesuffix(".0")
