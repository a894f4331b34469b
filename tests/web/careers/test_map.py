"""The career map: what each reader sees on it, and what it costs."""

import re
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.careers.company import as_, data, engineering, maya, page
from tests.web.careers.maps import large
from tests.web.factories import TODAY, grant, hr, person, position
from tests.web.reviews.factories import result
from trellis_web.careers.queries.history import pace
from trellis_web.people.models import Person, Position, Unit

pytestmark = pytest.mark.django_db
MAP = "/careers/map"
HEAVIEST = 100_000


def rated(**scores: int) -> Person:
    """Maya at L2 of engineering, with one released result."""
    pinned, someone = engineering(), maya()
    data()
    result(someone, pinned, level="L2", ratings={k: {"score": v} for k, v in scores.items()})
    return someone


def names(text: str) -> list[str]:
    """The accessible names of the stations of the first map."""
    image = text[text.index('<svg class="cmap"') : text.index("</svg>", text.index("cmap"))]
    return re.findall(r'aria-label="([^"]*)"', image)[1:]


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def moved(start: str, end: str, months: int, *, until: date = TODAY - timedelta(days=90)) -> Person:
    """Somebody who stood on one level for some months, and moved to another."""
    someone = person()
    since = until - timedelta(days=round(months * 30.44) + 1)
    position(someone, level=start, since=since, level_since=since, until=until)
    position(someone, level=end, since=until, level_since=until)
    return someone


def test_a_map_shows_my_family_and_what_its_moves_lead_to_with_how_each_level_stands() -> None:
    assert names(page(rated(design=2, communication=4), MAP)) == [
        "L2 Engineer, Engineering line, you are here",
        "D2 Analyst, Data line, 1 of 2",
        "L3 Senior Engineer, Engineering line, your next level",
        "M1 Engineering Manager, Manager line",
        "L4 Staff Engineer, Engineering line",
        "M2 Director, Manager line",
        "L5 Principal, Engineering line",
    ]


def test_what_nobody_released_carries_nothing_over() -> None:
    engineering()
    data()
    text = page(maya(), MAP)
    assert "D2 Analyst, Data line" in names(text)
    assert "No released result says anything about this level yet." in text


def test_a_level_held_before_is_marked() -> None:
    engineering()
    someone = maya(level="L3")
    position(someone, level="L2", since=date(2024, 1, 1), until=date(2025, 9, 1))
    assert "L2 Engineer, Engineering line, you held it" in names(page(someone, MAP))


def test_somebody_without_a_level_sees_every_family() -> None:
    engineering()
    data()
    text = page(person(), MAP)
    assert len(names(text)) == 7
    assert "From my level" not in text
    assert "Compare" not in words(text)


def test_without_a_published_framework_there_is_a_sentence() -> None:
    assert "No framework is published yet." in page(person(), MAP)


def test_a_station_opens_beside_the_map_with_its_gaps_and_ways() -> None:
    someone = rated(design=2, communication=4)
    text = page(someone, f"{MAP}?station=data/D2")
    panel = words(text[text.index('id="station"') :])
    for part in (
        "Sideways move",
        "D2 Analyst",
        "1 of 2 of the competencies this level needs",
        "Modelling : new for you",
        "1 of 2 competencies carry over for you.",
        "Compare L2 and D2",
        "Add to growth plan",
    ):
        assert part in panel, part
    assert f"/growth/people/{someone.pk}/new?to=L2-D2" in text
    assert "a=L2&amp;b=data%2FD2" in text


def test_every_link_of_the_panel_leads_somewhere() -> None:
    someone = rated(design=2)
    for station in ("engineering/L3", "data/D2", "engineering/M1", "engineering/L2"):
        text = page(someone, f"{MAP}?station={station}")
        panel = text[text.index('id="station"') : text.index("maptable")]
        for address in re.findall(r'href="([^"]+)"', panel):
            page(someone, address.replace("&amp;", "&"))


def test_a_crossover_lists_what_it_asks_and_a_way_back_asks_for_no_new_case() -> None:
    engineering()
    someone = maya(level="L3")
    crossover = words(page(someone, f"{MAP}?station=engineering/M1"))
    assert "From L3 Senior Engineer Change of track All of these are needed." in crossover
    assert "All of these are needed. Works at the next level for 1 quarter" in crossover
    back = words(page(someone, f"{MAP}?station=engineering/L5"))
    assert "From M2 Director Way back Same pay band, no new case." in back


def test_only_the_station_is_sent_when_only_it_is_asked_for() -> None:
    client = as_(rated(design=3))
    part = client.get(f"{MAP}?station=data/D2", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<section")
    assert "cmap" not in part
    back = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "cmap" in client.get(f"{MAP}?station=data/D2", headers=back).content.decode()


def test_a_station_that_is_not_there_is_not_found() -> None:
    client = as_(rated(design=3))
    for station in ("engineering/L9", "L2", "x/y/z", "\0", "engineering/"):
        assert client.get(MAP, {"station": station}).status_code == 404, station


def test_the_table_says_what_the_map_shows() -> None:
    text = page(rated(design=2, communication=4), MAP)
    table = words(text[text.index("<table>") : text.index("</table>")])
    assert "L2 Engineer (you are here)" in table
    assert "L3 Senior Engineer (next on the line); D2 Analyst (sideways, 1 of 2)" in table
    assert "M1 Engineering Manager (change of track)" in table


@pytest.mark.parametrize(("n", "is_told"), [(4, False), (5, True)])
def test_past_moves_are_told_when_at_least_five_people_made_them(n: int, is_told: bool) -> None:
    for at in range(n):
        moved("L2", "L3", 12 + at * 6)
    moved("L2", "L4", 1)
    found = pace("engineering/L2", "engineering/L3", today=TODAY)
    assert (found is not None) is is_told
    if found:
        assert (found.shortest, found.longest, found.moves) == (18, 30, 5)


def test_five_moves_of_four_people_are_not_five_people() -> None:
    again, *_others = (moved("L2", "L3", 12) for _ in range(4))
    long_ago = date(2015, 1, 1)
    position(again, level="L2", since=long_ago, until=date(2016, 1, 1))
    position(again, level="L3", since=date(2016, 1, 1), until=date(2017, 1, 1))
    assert Position.objects.filter(level="L3").count() == 5
    assert pace("engineering/L2", "engineering/L3", today=TODAY) is None


def test_the_panel_says_how_long_others_took() -> None:
    someone = rated(design=3)
    for months in (12, 18, 24, 30, 36):
        moved("L2", "L3", months)
    said = words(page(someone, f"{MAP}?station=engineering/L3"))
    assert (
        "Half of the people who moved L2 to L3 took 18 to 30 months (5 moves since 2026)." in said
    )


def test_numbers_of_people_are_for_those_who_manage_people() -> None:
    someone = rated(design=3)
    person(level="L3")
    person(level="L3", deactivated_at="2026-01-01T00:00Z")
    text = page(hr(), f"{MAP}?people=1&station=engineering/L3")
    assert "L3 Senior Engineer, 1 person, Engineering line" in names(text)
    assert "1 person is on this level." in text
    answer = as_(someone).get(f"{MAP}?people=1")
    assert (answer.status_code, b"Your role does not include this." in answer.content) == (
        403,
        True,
    )
    assert "people=1" not in page(someone, MAP)


def test_people_are_counted_in_the_units_of_the_one_who_asks() -> None:
    engineering()
    here, there = Unit.objects.create(name="Here"), Unit.objects.create(name="There")
    person(level="L3", unit=here)
    person(level="L3", unit=there)
    partner = person()
    grant(partner, "hr_admin", here)
    assert "L3 Senior Engineer, 1 person, Engineering line" in names(
        page(partner, f"{MAP}?people=1")
    )


def test_the_file_is_one_picture_without_links() -> None:
    answer = as_(rated(design=3)).get("/careers/map.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert 'filename="career-map.svg"' in answer["Content-Disposition"]
    root = ElementTree.fromstring(answer.content)
    assert "You are here" in " ".join(root.itertext())
    assert not list(root.iter("{http://www.w3.org/2000/svg}a"))


def queries(client: Any, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_eight_lines_of_eight_levels_are_light_and_need_no_more_queries() -> None:
    small, someone = rated(design=3, communication=3), Person.objects.get(name="Maya Okafor")
    client = as_(small)
    client.get(f"{MAP}?scope=all")
    few = queries(client, f"{MAP}?scope=all")
    pinned = large()
    Position.objects.filter(person=someone).update(family="large", track="t0", level="T0.2")
    ratings = {f"c{n}": {"score": 3} for n in range(9)}
    result(someone, pinned, level="T0.2", seq=2, ratings=ratings)
    client.get(MAP)
    answer = client.get(MAP)
    assert len(names(answer.content.decode())) == 64
    assert len(answer.content) <= HEAVIEST
    assert queries(client, MAP) <= few <= 20
