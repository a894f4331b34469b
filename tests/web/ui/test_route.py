"""The route in the head of the home page."""

import pytest

from tests.web.ui.factories import framework
from trellis_web.ui.rules.route import STEP, route


def test_the_route_leads_from_the_level_before_to_where_the_next_one_leads() -> None:
    made = route(framework(), "IC2", framework().levels["IC3"], framework())
    assert [(each.kind, each.code) for each in made.stations] == [
        ("done", "IC1"), ("you", "IC2"), ("next", "IC3"), ("further", "IC4"), ("further", "M1"),
    ]  # fmt: skip


def test_the_lowest_level_has_none_before_it() -> None:
    assert route(framework(), "IC1").done is None


def test_a_return_does_not_lead_back_to_where_one_is() -> None:
    made = route(framework(), "M1", framework().levels["IC3"], framework())
    assert [each.code for each in made.further] == ["IC4"]


def test_without_a_next_level_the_route_ends_with_the_person() -> None:
    assert [each.kind for each in route(framework(), "IC4").stations] == ["done", "you"]


@pytest.mark.parametrize("level", ["IC1", "IC2", "IC3", "IC4", "M1"])
def test_every_text_of_a_route_lies_inside_its_frame(level: str) -> None:
    made = route(framework(), level, framework().levels["IC3"], framework())
    for station in made.stations:
        assert 0 < station.x < made.width
        assert all(made.top < text.y < made.top + made.height for text in station.texts)


def test_titles_are_broken_before_they_meet_their_neighbours() -> None:
    made = route(framework(), "IC2", framework().levels["IC3"], framework())
    widest = max(len(text.words) for station in made.stations for text in station.texts)
    assert widest * 9 < STEP
