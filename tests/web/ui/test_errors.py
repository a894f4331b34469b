"""The pages for what went wrong."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from tests.web.factories import person
from tests.web.reviews.browsing import signed_in, text
from trellis_web.ui.views.errors import failed

pytestmark = pytest.mark.django_db


def test_missing_pages_are_the_same_bytes_wherever_they_are_missing() -> None:
    client = signed_in(person())
    one, other = client.get("/reviews/999"), client.get("/no/such/page?x=1")
    assert (one.status_code, other.status_code) == (404, 404)
    assert one.content == other.content


def test_a_missing_page_says_what_to_do_next() -> None:
    page = text(signed_in(person()).get("/nothing"))
    assert "There is no such page for you" in page
    assert 'href="/"' in page


def test_a_refusal_has_its_sentence() -> None:
    answer = signed_in(person()).get("/people/")
    assert answer.status_code == 403
    assert "Ask HR if you need it." in text(answer)


def test_a_failure_is_told_without_asking_anything() -> None:
    with CaptureQueriesContext(connection) as captured:
        answer = failed(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Nothing of what you sent was saved." in answer.content.decode()
    assert len(captured) == 0
