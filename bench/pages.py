"""Pages: queries, CPU and weight, through the whole stack but the network."""

import gzip
import re

from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.rows import MILLISECONDS, Row, at_most, cpu, median

PAGES = (
    ("employee home", "maya.okafor", "/", 12, 15),
    ("people list", "hana.sato", "/people/", 10, 30),
    ("reviews list", "tom.reyes", "/reviews/", 10, 30),
    ("rounds of HR", "hana.sato", "/reviews/cycles", 10, 30),
    ("team view", "tom.reyes", "/team", 15, 40),
    ("calibration board", "hana.sato", "/calibration/2", 12, 40),
    ("framework reader", "maya.okafor", "/frameworks/engineering/", 12, 40),
)
ASSET = re.compile(rb'(?:href|src)="/static/([^"]+)"')


def rows(db: str, people: int) -> list[Row]:
    """Queries and CPU of each page, and the first load of the home page."""
    found = []
    for name, who, path, queries, milliseconds in PAGES:
        client = _client(who)
        client.get(path)  # what every process reads once, such as published versions
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(path)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code} to {who}")
        asked = len(captured)
        cost = median(lambda c=client, p=path: c.get(p), cpu, 9) * MILLISECONDS  # type: ignore[misc]
        found.append(at_most(f"{name}: queries", db, people, asked, "queries", queries))
        found.append(at_most(f"{name}: CPU", db, people, cost, "ms", milliseconds))
    found.append(at_most("employee home: first load", db, people, _first_load(), "kB gzip", 60))
    return found


def _client(who: str) -> Client:
    from trellis_web.people.models import Person

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(Person.objects.get(email=f"{who}@northfield.example"))
    return client


def _first_load() -> float:
    """Page, styles, script and font as a browser fetches them at first, in kB."""
    page = _client("maya.okafor").get("/").content
    assets = {match.decode() for match in ASSET.findall(page)}
    total = len(gzip.compress(page))
    for asset in assets:
        plain = re.sub(r"\.[0-9a-f]{12}(?=\.)", "", asset)
        path = finders.find(plain)
        if path is None:
            raise SystemExit(f"{asset} is linked but not there")
        with open(path, "rb") as file:  # noqa: PTH123
            data = file.read()
        total += len(data) if plain.endswith("woff2") else len(gzip.compress(data))
    return total / 1000
