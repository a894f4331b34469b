"""A map as SVG: every word escaped, stations with names, and a file that stands alone."""

from dataclasses import replace
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from trellis.career_map.document import document
from trellis.career_map.layout import layout
from trellis.career_map.marks import Marks, State, Words
from trellis.career_map.network import Line, Link, Network, Stop, Stub
from trellis.career_map.svg import svg

WORDS = Words("A map", "Level", "You are here", "You", "two-way", "individual", "{title} line")
NAMESPACE = "{http://www.w3.org/2000/svg}"


def small(title: str = "Engineer") -> Network:
    one, two = Stop("e/L1", "L1", title, 1, "Eng"), Stop("e/L2", "L2", title, 2, "Eng")
    other = Stop("d/D2", "D2", "Analyst", 2, "Data")
    lines = Line("e", title, "individual", 0, (one, two)), Line("d", "Data", "", 1, (other,))
    links = Link("e/L1", "d/D2", "lateral"), Link("e/L2", "d/D2", "equal", True)
    return Network(lines, links, (Stub("e/L2", Stop("p/P2", "P2", "PM", 2, "Product")),))


def drawn(network: Network, marks: Marks, *, is_upright: bool = False) -> ElementTree.Element:
    image = svg(layout(network, "e/L1", is_upright=is_upright), marks, ident="m")
    return ElementTree.fromstring(document([(0, image)], 800, 600))


MARKS = Marks(
    WORDS,
    states={"e/L1": State("me", "you are here"), "e/L2": State("next", "your next level")},
    carried={"d/D2": "3 of 8"},
    notes={"e/L1": "12 people"},
    shown="e/L2",
    href="?station=",
)


def test_a_station_is_a_link_with_its_name_its_line_and_its_state() -> None:
    links = list(drawn(small(), MARKS).iter(f"{NAMESPACE}a"))
    assert [link.get("aria-label") for link in links] == [
        "L1 Engineer, 12 people, Engineer line, you are here",
        "L2 Engineer, Engineer line, your next level",
        "D2 Analyst, Data line, 3 of 8",
    ]
    assert links[0].get("href") == "?station=e/L1"
    assert [link.get("aria-current") for link in links] == [None, "true", None]


def test_tags_say_what_carries_over_and_where_a_way_leaves_the_map() -> None:
    for is_upright in (False, True):
        root = drawn(small(), MARKS, is_upright=is_upright)
        texts = ["".join(each.itertext()).strip() for each in root.iter(f"{NAMESPACE}text")]
        assert {"3 of 8", "→ P2"} <= {text.removesuffix(" Product") for text in texts}
    unknown = drawn(small(), replace(MARKS, carried={}))
    assert "3 of 8" not in "".join(unknown.itertext())


def test_a_picture_without_links_holds_none() -> None:
    assert not list(drawn(small(), replace(MARKS, href="")).iter(f"{NAMESPACE}a"))


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=12), st.booleans())
def test_whatever_a_title_is_the_file_is_one_well_formed_document(
    title: str, is_upright: bool
) -> None:
    root = drawn(small(title), MARKS, is_upright=is_upright)
    assert len(list(root.iter(f"{NAMESPACE}a"))) == 3


def test_a_title_cannot_become_markup() -> None:
    image = svg(layout(small('"><script>alert(1)</script>')), MARKS, ident="m")
    assert "<script" not in image
    assert 'aria-label="L1 &quot;&gt;&lt;script' in image
