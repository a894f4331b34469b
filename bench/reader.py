"""The reader with a large framework: queries and CPU of its pages, and a search over its cells."""

import hashlib
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.rows import MILLISECONDS, Row, at_most, cpu, median
from trellis.framework.dump import dump
from trellis.framework.model import Framework

LEVELS, COMPETENCIES = 16, 20
CELLS = 2_000
PAGES = (
    ("reader 16 x 20", "/frameworks/large/", 10, 40),
    ("reader 16 x 20, only differences", "/frameworks/large/?show=differences", 10, 40),
    ("reader 16 x 20, two levels compared", "/frameworks/large/compare/?a=L3&b=L4", 10, 40),
)
SEARCH = 50


def rows(db: str, people: int) -> list[Row]:
    """Publishes a framework of 16 levels and one of 2,000 cells, and measures as an employee."""
    from trellis_web.people.models import Person

    _publish(_framework("large", LEVELS, COMPETENCIES))
    version = _publish(_framework("wide", LEVELS, CELLS // LEVELS))
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(Person.objects.get(email="maya.okafor@northfield.example"))
    pages = [row for page in PAGES for row in _page(client, db, people, *page)]
    return [*pages, _search(version, db, people)]


def _page(
    client: Client, db: str, people: int, name: str, path: str, queries: int, most: float
) -> list[Row]:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}")
    asked = len(captured)
    cost = median(lambda: client.get(path), cpu, 9) * MILLISECONDS
    return [
        at_most(f"{name}: queries", db, people, asked, "queries", queries),
        at_most(f"{name}: CPU", db, people, cost, "ms", most),
    ]


def _search(version: Any, db: str, people: int) -> Row:
    """Words that stand in every cell, so that nothing ends the search early but its limit."""
    from trellis_web.frameworks.queries.search import search

    if not search(version, "decision teams"):
        raise SystemExit("the search finds nothing")
    cost = median(lambda: search(version, "never found"), cpu, 9) * MILLISECONDS
    return at_most("search over 2,000 cells: CPU", db, people, cost, "ms", SEARCH)


def _publish(framework: Framework) -> Any:
    from trellis_web.frameworks.models import Family, Version

    text = dump(framework).decode()
    family = Family.objects.create(slug=framework.id, title=framework.title)
    digest = hashlib.sha256(text.encode()).hexdigest()
    values = {"note": "Measured.", "published_at": timezone.now()}
    family.current = Version.objects.create(
        family=family, number=1, text=text, digest=digest, **values
    )
    family.save()
    return family.current


def _framework(slug: str, levels: int, competencies: int) -> Framework:
    """Two sentences in each cell: one that is sharpened from level to level, and one that is new
    at every other level."""
    ids = [f"L{at}" for at in range(1, levels + 1)]
    track = {"id": "ic", "title": "IC", "levels": [
        {"id": each, "rank": at, "titles": [f"Engineer {at}"], "scope": f"Works with {at} teams"}
        for at, each in enumerate(ids, 1)
    ]}  # fmt: skip
    found = [_competency(n, ids) for n in range(competencies)]
    return Framework.model_validate(
        {"id": slug, "title": slug.title(), "tracks": [track], "competencies": found}
    )


def _competency(n: int, levels: list[str]) -> dict[str, Any]:
    cells = {
        level: [
            {"id": f"a{n}-{at}", "text": f"Leads design {n} of a change that crosses at least {at}"
             " services, and gets a written decision of the teams affected."},
            {"id": f"b{n}-{at}", "text": f"Keeps part {n - at % 2} of the plan in writing, with an"
             " owner and a date for each open point."},
        ]
        for at, level in enumerate(levels, 1)
    }  # fmt: skip
    return {"id": f"c{n}", "title": f"Competency {n}", "levels": cells}
