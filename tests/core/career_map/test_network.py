"""What a map is about: lines, links and stubs read from frameworks, and how they are divided."""

from pathlib import Path

import pytest

from trellis import library
from trellis.career_map.layout import layout
from trellis.career_map.network import Link, Network, network
from trellis.career_map.sheets import around, sheets
from trellis.framework.load import load
from trellis.framework.model import Framework

FOLDER = Path(library.__file__).parent


def framework(name: str) -> Framework:
    return load((FOLDER / f"{name}.yaml").read_bytes(), name)


@pytest.fixture(scope="module")
def everything() -> Network:
    return network(framework(path.stem) for path in sorted(FOLDER.glob("*.yaml")))


def test_management_hangs_above_and_everything_else_keeps_the_order_of_its_authors() -> None:
    lines = network([framework("engineering"), framework("data")]).lines
    assert [line.title for line in lines] == ["Management", "Engineering", "Data"]
    assert [line.tone for line in lines] == [1, 0, 2]
    assert [stop.code for stop in lines[0].stops] == ["M1", "M2", "M3", "M4"]


def test_links_say_which_ways_are_open() -> None:
    found = {(link.a.split("/")[1], link.b.split("/")[1]): link for link in
             network([framework("engineering"), framework("data")]).links}  # fmt: skip
    assert found["IC4", "M1"] == Link("engineering/IC4", "engineering/M1", "equal", True)
    assert (found["IC3", "M1"].kind, found["IC3", "M1"].is_two_way) == ("crossover", True)
    assert (found["M2", "IC5"].kind, found["M2", "IC5"].is_two_way) == ("return", False)
    assert found["IC2", "D2"].kind == "lateral"
    assert ("IC1", "IC2") not in found
    assert ("IC3", "PM2") not in found


def test_around_a_family_are_the_lines_that_its_own_moves_lead_to(everything: Network) -> None:
    near = around(everything, "engineering")
    assert [line.title for line in near.lines] == ["Management", "Engineering", "Data", "Product"]
    assert not near.stubs
    assert all(link.a.startswith("engineering/") for link in near.links)


def test_more_lines_than_fit_are_a_map_for_each_family_with_stubs(everything: Network) -> None:
    parts = sheets(everything)
    assert len(parts) == 10
    assert all(len({line.family for line in part.lines}) == 1 for part in parts)
    engineering = next(part for part in parts if part.lines[0].family == "engineering")
    assert [(stub.at, stub.to.key) for stub in engineering.stubs] == [
        ("engineering/IC2", "data/D2"),
        ("engineering/IC3", "product/PM2"),
    ]
    assert sum(len(part.stops) for part in parts) == len(everything.stops)


def test_few_lines_stay_on_one_map_and_many_ranks_are_divided() -> None:
    whole = network([framework("engineering")])
    assert sheets(whole) == (whole,)
    parts = sheets(whole, ranks=4)
    assert [[line.title for line in part.lines] for part in parts] == [
        ["Management", "Engineering"],
        ["Management", "Engineering"],
    ]
    assert [len(part.stops) for part in parts] == [5, 6]


def test_the_same_network_gives_the_same_picture(everything: Network) -> None:
    for part in sheets(everything):
        once = layout.__wrapped__(part, is_upright=True)
        assert once == layout.__wrapped__(part, is_upright=True)


def test_two_stops_of_one_rank_stand_apart_and_equal_ranks_in_one_column() -> None:
    picture = layout(network([framework("engineering")]))
    places = {station.stop.code: station.x for station in picture.stations}
    assert places["M1"] == places["IC4"] < places["IC5"]
