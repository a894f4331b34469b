"""Frameworks with only what a test is about."""

import hashlib
from datetime import date
from typing import Any

from tests.web.factories import NOW, person
from trellis_web.frameworks.models import Authorship, Competency, Draft, Family, Version
from trellis_web.people.models import Person

TEXT = """\
schema: trellis/1
id: engineering
title: Engineering
tracks:
  - id: ic
    title: Individual contributor
    levels:
      - {id: IC2, rank: 2, titles: [Engineer], scope: One service}
      - {id: IC3, rank: 3, titles: [Senior Engineer], scope: Two services}
  - id: management
    title: Management
    kind: management
    levels:
      - {id: M1, rank: 3, titles: [Engineering Manager]}
competencies:
  - id: design
    title: System design
    tracks: [ic]
    levels:
      IC2: [{id: d2, text: Designs changes inside one service., examples: [Rate limiter]}]
      IC3: [{id: d3, text: Designs changes that cross two services.}]
  - id: communication
    title: Communication
    kind: core
    levels:
      IC2: [{id: c2, text: Writes down decisions.}]
      IC3: as_below
      M1: [{id: cm, text: Explains decisions to the team.}]
  - id: hiring
    title: Hiring
    kind: leadership
    tracks: [management]
    levels:
      M1: [{id: h1, text: Interviews with the agreed questions.}]
moves:
  - id: IC2-IC3
    from: ic/IC2
    to: ic/IC3
    criteria:
      - {id: avg, average: {min: 3.5}, text: Average of at least 3.5.}
      - {id: tenure, months_in_level: {min: 12}}
      - any:
          - {id: led, statement: Has led a project.}
          - {id: kept, statement: Has kept a service running.}
      - {id: manager, endorsement: {by: manager}}
"""


def family(slug: str = "engineering", title: str = "Engineering") -> Family:
    """A family with nothing in it."""
    return Family.objects.get_or_create(slug=slug, defaults={"title": title})[0]


def draft(text: str = TEXT, **fields: Any) -> Draft:
    """A draft as somebody saved it."""
    values = {"family": family(), "text": text, "updated_at": NOW} | fields
    return Draft.objects.create(**values)


def version(text: str = TEXT, number: int = 1, of: Family | None = None, **fields: Any) -> Version:
    """A published version, current at once."""
    home = of or family()
    values = {"note": "The first one.", "published_at": NOW} | fields
    digest = hashlib.sha256(text.encode()).hexdigest()
    made: Version = Version.objects.create(
        family=home, number=number, text=text, digest=digest, **values
    )
    home.current = made
    home.save()
    return made


def competency(slug: str = "design", of: Family | None = None) -> Competency:
    """The key of a competency."""
    return Competency.objects.create(family=of or family(), slug=slug, title=slug.title())


def author(role: str = "writer", of: Family | None = None, **fields: Any) -> Person:
    """Somebody with a part in writing a family, since a while."""
    who = person(fields.pop("name", ""))
    values = {"since": date(2026, 1, 1), "given_at": NOW} | fields
    Authorship.objects.create(family=of or family(), person=who, role=role, **values)
    return who
