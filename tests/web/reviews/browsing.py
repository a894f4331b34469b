"""Signed-in people, what their forms send, and the words of a page."""

from typing import Any

from django.test import Client

from tests.web.reviews.factories import sheet
from trellis_web.people.models import Person
from trellis_web.reviews.models import Assessment
from trellis_web.reviews.queries import sheet_of

MARK = "a secret word about Maya"


def signed_in(as_: Person) -> Client:
    client = Client()
    client.force_login(as_)
    return client


def words(assessment: Assessment, **changed: Any) -> dict[str, Any]:
    """What the form sends when everything is answered, from a page that was opened just now."""
    sent: dict[str, Any] = {"summary": MARK} | bases(assessment)
    for slug in ("c1", "c2", "c3"):
        sent |= {f"{slug}-score": "3", f"{slug}-next": "shows", f"{slug}-reason": MARK}
    return sent | changed


def bases(assessment: Assessment) -> dict[str, str]:
    """What a page carries of what is stored."""
    shown = sheet_of(assessment, to=assessment.author)
    found = {f"{item.question.slug}-base": item.base for item in shown.items}
    return found | {"summary-base": shown.summary_base}


def filled(page: Any) -> dict[str, Any]:
    """What a browser sends of a form that is shown, when nothing is touched."""
    fields = [field for row in page.context["rows"] for field in row.form]
    sent = {field.html_name: field.value() for field in fields}
    return {name: said or "" for name, said in sent.items() if said or name.endswith("reason")}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def marked(maya: Person) -> Assessment:
    """A review of Maya with a mark in every text."""
    found = sheet(maya)
    client = signed_in(found.author)
    assert client.post(f"/reviews/{found.pk}/submission", words(found)).status_code == 302
    return sheet(maya)
