"""A company with two careers, a way back between them, and a family beside them."""

from typing import Any

from django.test import Client

from tests.web.factories import person
from tests.web.reviews import factories as reviews
from trellis_web.frameworks.models import Version
from trellis_web.people.models import Person

ENGINEERING = """\
schema: trellis/1
id: engineering
title: Engineering
tracks:
  - id: ic
    title: Engineer
    levels:
      - {id: L2, rank: 2, titles: [Engineer], scope: One service, band: B2}
      - {id: L3, rank: 3, titles: [Senior Engineer], scope: Two services, band: B3}
      - {id: L4, rank: 4, titles: [Staff Engineer], band: B4}
      - {id: L5, rank: 5, titles: [Principal], band: B5}
  - id: management
    title: Manager
    kind: management
    levels:
      - {id: M1, rank: 4, titles: [Engineering Manager], band: B4}
      - {id: M2, rank: 5, titles: [Director], band: B5}
competencies:
  - id: design
    title: System design
    tracks: [ic]
    levels:
      L2: [{id: d2, text: Designs inside one service.}]
      L3: [{id: d3, text: Designs across two services.}]
      L4: as_below
      L5: as_below
  - id: communication
    title: Communication
    kind: core
    levels:
      L2: [{id: c2, text: Writes down decisions.}]
      L3: as_below
      L4: as_below
      L5: as_below
      M1: [{id: cm, text: Explains decisions.}]
      M2: as_below
  - id: hiring
    title: Hiring
    kind: leadership
    tracks: [management]
    levels: {M1: [{id: h1, text: Interviews.}], M2: as_below}
moves:
  - id: L2-L3
    from: ic/L2
    to: ic/L3
    criteria:
      - {id: avg, average: {min: 3.5}, text: Rated three and a half in the mean.}
      - {id: scope, statement: Has led a project.}
      - {id: manager, endorsement: {by: manager}}
  - {id: L3-L4, from: ic/L3, to: ic/L4}
  - {id: M1-M2, from: management/M1, to: management/M2}
  - id: L3-M1
    kind: crossover
    from: ic/L3
    to: management/M1
    criteria: [{id: lead, operating_at_next: {quarters: 1, of: [hiring]}}]
  - {id: back, kind: return, from: management/M1, to: ic/L3, lands_on: last_held}
  - {id: down, kind: return, from: management/M2, to: ic/L5, lands_on: equivalent}
  - {id: L2-D2, kind: lateral, from: ic/L2, to: data/ic/D2, carries: [communication]}
equivalences: [{a: ic/L4, b: management/M1}, {a: ic/L5, b: management/M2}]
"""
DATA = """\
schema: trellis/1
id: data
title: Data
tracks: [{id: ic, title: Analyst, levels: [{id: D2, rank: 2, titles: [Analyst]}]}]
competencies:
  - {id: communication, title: Communication, levels: {D2: [{id: dc, text: Shows a chart.}]}}
  - {id: models, title: Modelling, levels: {D2: [{id: dm, text: Models a process.}]}}
"""


def engineering(text: str = ENGINEERING) -> Version:
    """The framework with both careers, current."""
    return reviews.version(text)


def data() -> Version:
    """The family beside it, current."""
    return reviews.version(DATA)


def maya(**fields: Any) -> Person:
    """An engineer at L2."""
    return person("Maya Okafor", **({"level": "L2"} | fields))


def as_(someone: Person) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(someone)
    return client


def page(someone: Person, address: str) -> str:
    """A page as somebody reads it."""
    answer = as_(someone).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()
