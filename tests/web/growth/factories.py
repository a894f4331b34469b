"""A small framework whose criteria read what people collect, and rows about it."""

from datetime import date
from hashlib import sha256
from typing import Any

from django.test import Client

from tests.web.factories import NOW, TODAY, person
from trellis_web.frameworks.models import Competency, Family, Version
from trellis_web.growth.actions import add_evidence, share_evidence
from trellis_web.growth.models import EvidenceNote
from trellis_web.growth.rules.evidence import Tag
from trellis_web.people.models import Person
from trellis_web.readiness.actions import compile_version
from trellis_web.readiness.models import CriterionFact, Readiness

WHEN: dict[str, Any] = {"now": NOW, "today": TODAY}
SCOPE = Tag("criterion", "sales", "A-B/scope")
STARRED = Tag("statement", "sales", "d-b-1")
FRAMEWORK = """
schema: trellis/1
id: sales
title: Sales
tracks:
  - id: ic
    title: Sales
    levels: [{id: A, rank: 1, titles: [Seller]}, {id: B, rank: 2, titles: [Senior Seller]}]
competencies:
  - id: discovery
    title: Discovery
    levels:
      A: [{id: d-a-1, text: Asks what the customer needs.}]
      B: [{id: d-b-1, text: Finds out who decides., star: true}, {id: d-b-2, text: Writes it down.}]
moves:
  - id: A-B
    from: ic/A
    to: ic/B
    criteria:
      - {id: quota, metric: {name: quota, min: 100, m: 1, of: 2}}
      - {id: scope, statement: Has led a deal of three teams.}
      - {id: behaviours, starred: {any: 0}}
      - {id: manager, endorsement: {by: manager, count: 1}}
"""


def publish(text: str = FRAMEWORK) -> Version:
    """The framework as the next current version of sales, compiled."""
    family, _ = Family.objects.get_or_create(slug="sales", defaults={"title": "Sales"})
    version = Version.objects.create(
        family=family,
        number=family.versions.count() + 1,
        text=text,
        digest=sha256(text.encode()).hexdigest(),
        note="New.",
        published_at=NOW,
    )
    Family.objects.filter(pk=family.pk).update(current=version)
    Competency.objects.get_or_create(family=family, slug="discovery", title="Discovery")
    compile_version(version)
    return version


def seller(name: str = "Maya Okafor", **fields: Any) -> Person:
    """Somebody at level A of sales."""
    return person(name, family="sales", level="A", **fields)


def note(of: Person, text: str = "Led the deal with Acme.", **fields: Any) -> EvidenceNote:
    """A private note; `shared=True` shares it."""
    shared = fields.pop("shared", False)
    values: dict[str, Any] = {"happened_on": date(2026, 11, 20), "tags": [SCOPE]} | fields
    written = add_evidence(person=of, text=text, **values, by=of, **WHEN)
    return share_evidence(note=written, by=of, **WHEN) if shared else written


def stored(of: Person, criterion: str) -> tuple[int, int]:
    """What the criterion reads about somebody: seen and have. Zeros without a row."""
    row = CriterionFact.objects.filter(person=of, criterion__slug=criterion).last()
    return (row.seen, row.have) if row else (0, 0)


def readiness(of: Person) -> str:
    """The stored state towards the move A-B; empty without a row."""
    row = Readiness.objects.filter(person=of).first()
    return row.state if row else ""


def signed_in(actor: Person) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    client.force_login(actor, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
