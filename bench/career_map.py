"""The career map of 8 lines with 8 levels each: the picture alone, and its page."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.rows import MILLISECONDS, Row, at_most, cpu, median
from tests.web.careers.maps import large
from trellis.career_map.layout import layout
from trellis.career_map.marks import Marks, Words
from trellis.career_map.network import Network, network
from trellis.career_map.sheets import sheets
from trellis.career_map.svg import svg

PATH = "/careers/map"
PHONE_LINES = 4
QUERIES, MOST, HEAVIEST = 20, 10, 100
NAME = "career map 8 x 8"


def rows(db: str, people: int) -> list[Row]:
    """Publishes the large family, puts somebody on its second level, and measures as them."""
    from trellis_web.frameworks.queries import resolved
    from trellis_web.people.models import Person, Position

    version = large()
    maya = Person.objects.get(email="maya.okafor@northfield.example")
    place = {"family": "large", "track": "t0", "level": "T0.2"}
    Position.objects.filter(person=maya, until=None).update(**place)
    whole = network([resolved(version).framework])
    cost = median(lambda: _drawn(whole), cpu, 9) * MILLISECONDS
    return [
        at_most(f"{NAME}: picture, CPU", db, people, cost, "ms", MOST),
        *_page(maya, db, people),
    ]


def _drawn(whole: Network) -> int:
    """Both layouts and their SVG, from nothing; how long they are."""
    marks = Marks(Words("Map", "Level", "You are here", "You", "two-way", "individual", "{title}"))
    pictures = [layout.__wrapped__(each) for each in sheets(whole)]
    pictures += [layout.__wrapped__(each, is_upright=True) for each in sheets(whole, PHONE_LINES)]
    return sum(len(svg(picture, marks, ident="m")) for picture in pictures)


def _page(maya: Any, db: str, people: int) -> list[Row]:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(maya)
    client.get(PATH)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(PATH)
    if answer.status_code != 200:
        raise SystemExit(f"{PATH} answered {answer.status_code}")
    asked, weight = len(captured), len(answer.content) / 1000
    cost = median(lambda: client.get(PATH), cpu, 9) * MILLISECONDS
    return [
        at_most(f"{NAME}: queries", db, people, asked, "queries", QUERIES),
        at_most(f"{NAME}: CPU", db, people, cost, "ms", MOST),
        at_most(f"{NAME}: HTML", db, people, weight, "kB", HEAVIEST),
    ]
