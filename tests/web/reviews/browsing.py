"""Signed-in people, what their forms send, and the words of a page."""

from typing import Any

from django.test import Client

from tests.web.reviews.factories import sheet
from trellis_web.people.models import Person
from trellis_web.reviews.models import Assessment

MARK = "a secret word about Maya"


def signed_in(as_: Person) -> Client:
    client = Client()
    client.force_login(as_)
    return client


def words(assessment: Assessment, **changed: Any) -> dict[str, Any]:
    """What the form sends when everything is answered."""
    sent: dict[str, Any] = {"revision": assessment.revision, "summary": MARK}
    for slug in ("c1", "c2", "c3"):
        sent |= {f"{slug}-score": "3", f"{slug}-next": "shows", f"{slug}-reason": MARK}
    return sent | changed


def text(answer: Any) -> str:
    return str(answer.content.decode())


def marked(maya: Person) -> Assessment:
    """A review of Maya with a mark in every text."""
    found = sheet(maya)
    client = signed_in(found.author)
    assert client.post(f"/reviews/{found.pk}/submission", words(found)).status_code == 302
    return sheet(maya)
