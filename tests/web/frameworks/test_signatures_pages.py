"""Signing on the page: what is signed is what was read."""

import pytest
from django.test import Client

from tests.web.factories import hr
from tests.web.frameworks.factories import author, draft
from tests.web.frameworks.test_assignments_pages import WORK, signed_in
from tests.web.frameworks.test_signatures import REWORDED, codes, digests, rewrite
from trellis.framework.parts import STRUCTURE
from trellis_web.frameworks.models import Draft, Signature

pytestmark = pytest.mark.django_db


def sign(client: Client, opened: Draft) -> str:
    """Everything ticked; the page that follows."""
    parts = [f"{digest} {name}" for name, digest in digests(opened).items()]
    return client.post(f"{WORK}signatures/", {"part": parts}, follow=True).content.decode()


def test_a_writer_then_hr_sign_on_the_page() -> None:
    opened, writer, people = draft(), signed_in(author("writer")), signed_in(hr())
    assert "Read and sign" in writer.get(WORK).content.decode()
    assert "Signed." in sign(writer, opened)
    text = people.get(WORK).content.decode()
    assert "Sign consistency" in text
    digest = digests(opened)[STRUCTURE]
    assert digest in text
    people.post(f"{WORK}consistency/", {"digest": digest})
    assert codes(opened) == []


def test_a_co_author_gets_no_box_to_tick_and_cannot_sign() -> None:
    opened, client = draft(), signed_in(author("co_author"))
    author("writer")
    assert 'name="part"' not in client.get(WORK).content.decode()
    parts = [f"{digest} {name}" for name, digest in digests(opened).items()]
    assert client.post(f"{WORK}signatures/", {"part": parts}).status_code == 403
    assert client.post(f"{WORK}consistency/", {"digest": "x"}).status_code == 403
    assert not Signature.objects.exists()


def test_hr_who_is_first_reads_that_the_writers_come_first() -> None:
    opened = draft()
    author("writer")
    answer = signed_in(hr()).post(f"{WORK}consistency/", {"digest": digests(opened)[STRUCTURE]})
    assert answer.status_code == 403
    assert "have not signed everything that changed" in answer.content.decode()


def test_a_text_that_changed_after_it_was_read_is_not_signed() -> None:
    opened, client = draft(), signed_in(author("writer"))
    parts = [f"{digest} {name}" for name, digest in digests(opened).items()]
    rewrite(opened, REWORDED)
    answer = client.post(f"{WORK}signatures/", {"part": parts}, follow=True)
    assert "Read it again, then sign." in answer.content.decode()
    assert not Signature.objects.exists()


@pytest.mark.parametrize("parts", [[], ["nonsense"], [f"{'x' * 64} nowhere"]])
def test_nothing_or_nonsense_is_not_signed(parts: list[str]) -> None:
    draft()
    client = signed_in(author("writer"))
    assert client.post(f"{WORK}signatures/", {"part": parts}).status_code == 302
    assert not Signature.objects.exists()


def test_a_voided_signature_is_shown_with_its_name() -> None:
    opened, who = draft(), author("writer", name="Wim Writer")
    client = signed_in(who)
    sign(client, opened)
    rewrite(opened, REWORDED)
    text = client.get(WORK).content.decode()
    assert "No longer valid" in text
    assert "Communication: Wim Writer" in text
