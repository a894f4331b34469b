"""The picture of a career map: nothing overlaps, whatever the lines, levels and moves are."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from trellis.career_map.layout import layout
from trellis.career_map.lettering import fitted, lines_of, width
from trellis.career_map.network import Line, Link, Network, Stop, Stub
from trellis.career_map.picture import Picture
from trellis.career_map.sheets import MOST_LINES, sheets

PHONE_LINES = 4
WORDS = (
    "Senior",
    "Engineer",
    "of",
    "Engineering",
    "Distinguished",
    "数据",
    "W" * 40,
    "VP",
    "\u200b",
)
titles = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)
KINDS = ("promotion", "crossover", "lateral", "return", "equal")


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Up to 8 lines of up to 8 levels, with any links between them and some that leave."""
    lines = []
    for at in range(draw(st.integers(1, 8))):
        ranks = sorted(draw(st.lists(st.integers(1, 8), min_size=1, max_size=8)))
        stops = tuple(
            Stop(f"f{at // 3}/{at}.{n}", f"L{n}", draw(titles), rank, "Family")
            for n, rank in enumerate(ranks)
        )
        lines.append(Line(f"f{at // 3}", draw(titles), draw(titles), at, stops))
    keys = [stop.key for line in lines for stop in line.stops]
    ends = st.tuples(st.sampled_from(keys), st.sampled_from(keys)).filter(lambda e: e[0] != e[1])
    links = draw(st.lists(st.tuples(ends, st.sampled_from(KINDS), st.booleans()), max_size=10))
    elsewhere = Stop("z/Z1", "Z1", "Zoo", 1, "Zoo")
    stubs = draw(st.lists(st.sampled_from(keys), max_size=4))
    return Network(
        tuple(lines),
        tuple(Link(*end, kind, both) for end, kind, both in links),
        tuple(Stub(key, elsewhere) for key in stubs),
    )


def faults(picture: Picture) -> list[object]:
    """Pairs of boxes that overlap, and boxes that stand out of the picture."""
    boxes = picture.boxes
    overlapping: list[object] = [
        pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])
    ]
    outside = [
        box
        for box in boxes
        if box.x < 0 or box.y < 0
        or box.x + box.width > picture.width + 0.01 or box.y + box.height > picture.height
    ]  # fmt: skip
    return overlapping + outside


@settings(max_examples=200)
@given(networks(), st.booleans(), st.booleans(), st.data())
def test_no_two_labels_overlap_and_none_is_outside(
    network: Network, is_upright: bool, has_notes: bool, data: st.DataObject
) -> None:
    here = data.draw(st.sampled_from(["", *network.stops]))
    for sheet in sheets(network, PHONE_LINES if is_upright else MOST_LINES):
        assert not faults(layout(sheet, here, is_upright=is_upright, has_notes=has_notes))


@settings(max_examples=50)
@given(networks())
def test_stations_stand_apart_and_in_the_order_of_the_levels(network: Network) -> None:
    picture = layout(network)
    places = [(each.x, each.y) for each in picture.stations]
    assert places == sorted(places)
    assert len(set(places)) == len(network.stops)
    upright = [(-each.y, each.x) for each in layout(network, is_upright=True).stations]
    assert upright == sorted(upright)


@given(titles, st.integers(20, 200))
def test_words_are_cut_to_the_room_that_there_is(text: str, room: int) -> None:
    assert width(fitted(text, 12, room), 12) <= room or fitted(text, 12, room) == "…"
    lines = lines_of(text, 12, room, 3)
    assert 1 <= len(lines) <= 3
    assert all(width(line, 12) <= room or line == "…" for line in lines)


def test_a_box_that_overlaps_another_is_noticed() -> None:
    picture = layout(Network((Line("f", "Line", "", 0, (Stop("f/A", "A", "A", 1, "F"),)),)))
    assert not faults(picture)
    boxes = [*picture.boxes, picture.boxes[0]]
    assert any(a.overlaps(b) for a, b in combinations(boxes, 2))
