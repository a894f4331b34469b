"""What a page costs: queries and bytes. Both are exact, so both are tested; time never is."""

import gzip
import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.contract.authorization import client_of
from tests.contract.world import WHEN, World, build
from tests.web import factories as make
from tests.web.reviews import factories as rounds
from trellis_web.frameworks.models import Family
from trellis_web.growth import actions as growth
from trellis_web.growth.rules.evidence import Tag
from trellis_web.people.models import Person
from trellis_web.people.queries import Placed, with_place
from trellis_web.people.views import persons

pytestmark = pytest.mark.django_db

HOME_QUERIES = 12
FIRST_LOAD = 60_000
ASSET = re.compile(r'(?:src|href)="/static/([^"]+\.(?:css|js|woff2|svg))"')


def queries(client: Client, url: str) -> list[str]:
    """The statements that a page needs, the session's included."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200, url
    return [each["sql"] for each in captured.captured_queries]


def first_load(client: Client, url: str) -> dict[str, int]:
    """Bytes of a page and of everything it loads, compressed as WhiteNoise and granian send it."""
    return weigh(client.get(url).content)


def weigh(body: bytes) -> dict[str, int]:
    """Bytes of a page's text and of each file that it names."""
    weights = {"page": len(gzip.compress(body))}
    for name in dict.fromkeys(ASSET.findall(body.decode())):
        path = finders.find(name)
        assert path, f"{name} is linked and does not exist"
        content = Path(path).read_bytes()
        weights[name] = len(content if name.endswith("woff2") else gzip.compress(content))
    return weights


@pytest.fixture
def world() -> World:
    """The small organisation of the contract tests."""
    return build()


def test_home_needs_at_most_twelve_queries(world: World) -> None:
    found = queries(client_of(world, "owner"), "/")
    assert len(found) <= HOME_QUERIES, "\n".join(found)


@pytest.mark.parametrize("url", ["/", "/frameworks/engineering/", "/team"])
def test_a_first_load_is_light(world: World, url: str) -> None:
    weights = first_load(client_of(world, "manager"), url)
    assert len(weights) >= 4
    assert sum(weights.values()) <= FIRST_LOAD, weights


def _people(world: World, n: int) -> None:
    for _ in range(n):
        make.person(manager=world.manager, level="L1", title="Engineer")


def _note(of: Person, colleague: Person) -> None:
    tag = Tag("competency", "engineering", "c1")
    note = growth.add_evidence(
        person=of, text="Did it.", happened_on=make.TODAY, tags=[tag], by=of, **WHEN
    )
    growth.share_evidence(note=note, by=of, **WHEN)
    growth.ask_confirmation(note=note, colleague=colleague, by=of, **WHEN)


def _notes(world: World, n: int) -> None:
    for _ in range(n):
        _note(world.owner, make.person())


def _asked(world: World, n: int) -> None:
    for _ in range(n):
        _note(make.person(), world.owner)


def _rounds(world: World, n: int) -> None:
    family = Family.objects.get(slug="engineering")
    for _ in range(n):
        rounds.cycle([family], by=world.hr_admin)


def _families(world: World, n: int) -> None:
    start = Family.objects.count()
    for each in range(start, start + n):
        rounds.version(rounds.document(f"family-{each}"))


LISTS: list[tuple[str, str, Callable[[World, int], Any]]] = [
    ("auditor", "/trail/", _notes),
    ("hr_admin", "/people/", _people),
    ("hr_admin", "/frameworks/administration/levels/", _people),
    ("hr_admin", "/frameworks/administration/", _families),
    ("hr_admin", "/reviews/cycles", _rounds),
    ("manager", "/team", _people),
    ("owner", "/frameworks/", _families),
    ("owner", "/evidence/", _notes),
    ("owner", "/evidence/confirmations", _asked),
    ("owner", "/search?q=e", _people),
    ("owner", "/", _notes),
]


@pytest.mark.parametrize(("actor", "url", "grow"), LISTS)
def test_a_list_needs_the_same_queries_for_3_and_30_rows(
    world: World, actor: str, url: str, grow: Callable[[World, int], Any]
) -> None:
    client = client_of(world, actor)
    assert query_fault(client, url, partial(grow, world)) is None


def query_fault(client: Client, url: str, grow: Callable[[int], None]) -> str | None:
    """The statements of a list of 30 rows when they are more or fewer than those of 3."""
    grow(3)
    client.get(url)  # what is read once per process
    few = len(queries(client, url))
    grow(27)
    many = queries(client, url)
    return None if len(many) == few else f"{few} before, now\n" + "\n".join(many)


def test_a_query_for_each_row_is_noticed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def one_by_one(people: Sequence[Person], *, today: date) -> list[Placed]:
        return [placed for each in people for placed in with_place([each], today=today)]

    monkeypatch.setattr(persons, "with_place", one_by_one)
    client = client_of(world, "hr_admin")
    assert "before, now" in str(query_fault(client, "/people/", partial(_people, world)))


def test_a_linked_file_that_is_missing_is_noticed() -> None:
    with pytest.raises(AssertionError, match="does not exist"):
        weigh(b'<link href="/static/css/gone.css">')
