"""The pages about colleagues: who is shown what, and an anonymous form without a session."""

import logging
import re
from inspect import signature
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from granian import Granian

from tests.web.factories import NOW, hr, person
from tests.web.reviews.asking import answered, asked, asking, taken
from tests.web.reviews.browsing import signed_in, text
from tests.web.reviews.factories import handed_in, sheet
from trellis_web.config.logs import TokenlessFormatter
from trellis_web.reviews.actions.batches import close_peer_stages
from trellis_web.reviews.actions.nominations import nominate
from trellis_web.reviews.models import Ballot, Cycle, Nomination, Participant, SealedAnswer
from trellis_web.reviews.queries.ballots import ballot_of, filled_in
from trellis_web.reviews.views import ballots

pytestmark = pytest.mark.django_db
SENT = {"revision": "0", "c1-score": "4", "c1-next": "shows", "c1-reason": "A word about Maya."}


def plain(answer: Any) -> str:
    """The words of a page without the token that is new on each."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text(answer))


@pytest.fixture(autouse=True)
def _in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last day is still to come, whenever the tests run."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def about() -> Participant:
    """Maya, about whom colleagues are asked without names."""
    return asking()


def test_the_employee_finds_and_proposes_a_colleague(about: Participant) -> None:
    priya, client = person("Priya Nair"), signed_in(about.person)
    assert "Propose who writes about you" in text(client.get("/reviews/"))
    page = f"/reviews/participants/{about.pk}/peers"
    assert "Priya Nair" in text(client.get(page, {"q": "priya"}))
    assert client.post(page, {"peer": priya.pk}).status_code == 302
    assert Nomination.objects.get().peer == priya
    assert "Waits for the manager" in text(client.get(page))


def test_the_manager_decides_and_the_employee_reads_why(about: Participant) -> None:
    found = nominate(about, peer=person("Priya Nair"), by=about.person, now=timezone.now())
    client = signed_in(about.manager)  # type: ignore[arg-type]
    assert "1 proposal to decide" in text(client.get("/reviews/"))
    address = f"/reviews/nominations/{found.pk}/decision"
    refused = client.post(address, {"answer": "no", "reason": ""})
    assert refused.status_code == 422
    assert "Give a reason" in text(refused)
    client.post(address, {"answer": "no", "reason": "Another team."})
    page = f"/reviews/participants/{about.pk}/peers"
    assert "Another team." in text(signed_in(about.person).get(page))


def test_why_a_colleague_does_not_answer_is_read_by_the_manager_alone(about: Participant) -> None:
    found = asked(about)
    client = signed_in(found.peer)
    client.post(f"/reviews/asked/{found.pk}/refusal", {"reason": "I am on leave."})
    page = f"/reviews/participants/{about.pk}/peers"
    assert "I am on leave." in text(signed_in(about.manager).get(page))  # type: ignore[arg-type]
    own = text(signed_in(about.person).get(page))
    assert "Does not answer" in own
    assert "I am on leave." not in own


def test_others_find_no_page_about_the_colleagues(about: Participant) -> None:
    found = asked(about)
    for someone in (person(), found.peer):
        client = signed_in(someone)
        assert client.get(f"/reviews/participants/{about.pk}/peers").status_code == 404
    assert signed_in(about.person).get(f"/reviews/asked/{found.pk}").status_code == 404
    assert signed_in(hr()).get(f"/reviews/asked/{found.pk}").status_code == 404


def test_the_promise_and_its_limits_are_read_before_the_form_is_taken(about: Participant) -> None:
    found = asked(about)
    client = signed_in(found.peer)
    assert "Asked of you" in text(client.get("/reviews/"))
    page = text(client.get(f"/reviews/asked/{found.pk}"))
    assert "What cannot be promised" in page
    assert "With 3 answers your style may give you away" in page
    assert Ballot.objects.count() == 0


def test_a_form_is_taken_by_post_and_filled_in_without_a_session(about: Participant) -> None:
    found = asked(about)
    client = signed_in(found.peer)
    assert client.get(f"/reviews/asked/{found.pk}/ballot").status_code == 405
    stored = list(Session.objects.values_list("session_key", "session_data", "expire_date"))
    taking = client.post(f"/reviews/asked/{found.pk}/ballot")
    assert list(Session.objects.values_list("session_key", "session_data", "expire_date")) == stored
    address = taking.headers["Location"]
    stranger = Client()
    page = stranger.get(address)
    assert "Feedback about Maya Okafor" in text(page)
    assert not page.cookies
    assert stranger.post(address, SENT).headers["Location"] == address
    assert "A word about Maya." in text(stranger.get(address))
    done = stranger.post(f"{address}/submission", SENT | {"revision": "1"})
    assert done.headers["Location"] == "/reviews/ballots/thanks"
    assert SealedAnswer.objects.count() == 1
    assert stranger.get(address).status_code == 404


def test_the_form_ignores_who_is_signed_in(about: Participant) -> None:
    token = taken(asked(about))
    client = signed_in(about.person)
    mine, nobodys = (
        client.get(f"/reviews/ballots/{token}"),
        Client().get(f"/reviews/ballots/{token}"),
    )
    assert mine.content == nobodys.content
    assert about.person.email not in text(mine)


@pytest.mark.parametrize("address", ["", "/submission"])
def test_no_answer_about_a_form_is_stored_cached_or_told_to_other_pages(
    about: Participant, address: str
) -> None:
    token = taken(asked(about))
    for found in (
        Client().get(f"/reviews/ballots/{token}"),
        Client().post(f"/reviews/ballots/{token}{address}", SENT),
        Client().get("/reviews/ballots/nothing"),
    ):
        assert "no-store" in found.headers["Cache-Control"]
        assert found.headers["Referrer-Policy"] == "no-referrer"
        assert not found.cookies


def test_taking_the_form_is_no_place_for_a_referrer_or_a_message(about: Participant) -> None:
    found = asked(about)
    taking = signed_in(found.peer).post(f"/reviews/asked/{found.pk}/ballot")
    assert taking.headers["Referrer-Policy"] == "no-referrer"
    assert "messages" not in taking.cookies


def test_the_page_does_not_know_whether_somebody_answered(about: Participant) -> None:
    found = asked(about)
    client, page = signed_in(found.peer), f"/reviews/asked/{found.pk}"
    token = client.post(f"{page}/ballot").headers["Location"]
    before = plain(client.get(page))
    assert "If you have answered, there is nothing more to do." in before
    Client().post(token, SENT)
    Client().post(f"{token}/submission", SENT | {"revision": "1"})
    assert plain(client.get(page)) == before
    again = client.post(f"{page}/ballot")
    assert again.status_code == 409
    assert "no second one" in text(again)


def test_what_is_missing_is_said_and_what_was_sent_is_kept(about: Participant) -> None:
    token = taken(asked(about))
    found = Client().post(
        f"/reviews/ballots/{token}/submission", {"revision": "0", "c2-score": "5"}
    )
    assert found.status_code == 422
    assert "#c-c2" in text(found)
    assert filled_in(ballot_of(token), token).answers["c2"].score == 5  # type: ignore[arg-type]


def test_the_script_is_told_the_new_revision_and_no_time(about: Participant) -> None:
    token = taken(asked(about))
    headers = {"Accept": "application/json"}
    found = Client().post(f"/reviews/ballots/{token}", SENT, headers=headers)
    assert found.json() == {"revision": 1, "words": "Saved."}
    stale = Client().post(f"/reviews/ballots/{token}", SENT, headers=headers)
    assert stale.status_code == 409


@pytest.mark.parametrize(
    "sent", [{"c1-score": "9"}, {"revision": "x"}, {"c1-reason": "x" * 10_001}]
)
def test_what_does_not_fit_the_form_is_refused_and_stays_on_the_page(
    about: Participant, sent: dict[str, str]
) -> None:
    token = taken(asked(about))
    found = Client().post(f"/reviews/ballots/{token}", SENT | sent)
    assert found.status_code == 422
    assert Ballot.objects.get().words == ""


def test_a_late_form_says_what_happened(about: Participant) -> None:
    token = taken(asked(about))
    close_peer_stages(Participant.objects.all(), now=timezone.now())
    for found in (
        Client().get(f"/reviews/ballots/{token}"),
        Client().post(f"/reviews/ballots/{token}", SENT),
        Client().post(f"/reviews/ballots/{token}/submission", SENT),
    ):
        assert found.status_code == 404
        assert "its time is over" in text(found)


def test_guessing_addresses_ends_soon(about: Participant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ballots, "MISSES", 3)
    client = Client(REMOTE_ADDR="192.0.2.7")
    answers = [client.get(f"/reviews/ballots/guess{n}").status_code for n in range(5)]
    assert answers == [404, 404, 404, 429, 429]


def test_a_line_of_the_log_holds_no_token() -> None:
    line = logging.LogRecord(
        "django.request", logging.ERROR, "", 0, "Internal Server Error: %s",
        ("/reviews/ballots/s3cret-token/submission",), None,
    )  # fmt: skip
    assert TokenlessFormatter().format(line) == (
        "Internal Server Error: /reviews/ballots/…/submission"
    )


def test_the_server_writes_no_line_about_each_request() -> None:
    assert signature(Granian).parameters["log_access"].default is False


def test_hr_reads_counts_and_the_manager_reads_words_once_they_have_rated(
    about: Participant,
) -> None:
    for words in ("One.", "Two.", "Three."):
        answered(asked(about), words)
    close_peer_stages(Participant.objects.all(), now=timezone.now())
    page = f"/reviews/participants/{about.pk}/peers"
    client = signed_in(about.manager)  # type: ignore[arg-type]
    assert "Three." not in text(client.get(page))
    handed_in(sheet(about.person))
    assert "Three." in text(client.get(page))
    assert "Three." not in text(signed_in(about.person).get(page))
    counts = text(signed_in(hr()).get(f"/reviews/cycles/{about.cycle_id}/peers"))
    assert "Colleagues asked" in counts
    assert signed_in(about.person).get(f"/reviews/cycles/{about.cycle_id}/peers").status_code == 403


def test_the_draft_of_a_round_has_no_page_of_colleagues(about: Participant) -> None:
    Cycle.objects.update(opened_at=None)
    page = f"/reviews/participants/{about.pk}/peers"
    assert signed_in(about.person).get(page).status_code == 404
