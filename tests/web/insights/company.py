"""A company whose people stand before one move, with results and readiness stored."""

from datetime import date
from typing import Any

from tests.web import factories as make
from tests.web.factories import TODAY
from tests.web.reviews import factories as rounds
from trellis_web.people.models import Person
from trellis_web.reviews.actions import reassess_everyone

MOVES = """moves:
  - id: L1-L2
    from: ic/L1
    to: ic/L2
    criteria:
      - {id: mean, average: {min: 3.5}}
      - {id: time, months_in_level: {min: 12}}
      - {id: scope, statement: Has led a project.}
"""
READY: dict[str, Any] = {f"c{n}": {"score": 4, "next": "shows"} for n in (1, 2, 3)}
LOW: dict[str, Any] = {f"c{n}": {"score": 3, "next": "not_yet"} for n in (1, 2, 3)}
LONG_AGO = date(2025, 1, 1)


def published(moves: str = MOVES) -> Any:
    """The framework of the company."""
    return rounds.version(rounds.document().removesuffix(rounds.MOVES) + moves)


def member(name: str, manager: Person, ratings: dict[str, Any], **fields: Any) -> Person:
    """Somebody with a released result; `stored` afterwards."""
    pinned = fields.pop("pinned", None) or published_before()
    about = {"level_since": LONG_AGO} | fields
    someone = rounds.member(manager, name=name, **about)
    rounds.result(someone, pinned, ratings=ratings)
    return someone


def published_before() -> Any:
    """The current version."""
    from trellis_web.frameworks.models import Version

    return Version.objects.filter(family__current__isnull=False).latest("pk")


def stored() -> None:
    """Readiness of everyone."""
    reassess_everyone(today=TODAY)


def executive() -> Person:
    """Somebody who reads numbers and nobody's page."""
    someone = make.person("Eva Executive")
    make.grant(someone, "executive")
    return someone
