"""Evidence by API: a token and nothing else, the same rules and sentences as on the pages."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.web.factories import NOW, TODAY, person
from tests.web.growth.factories import note, publish, seller, signed_in
from trellis_web.access.actions import make_token, revoke_token
from trellis_web.access.models import ApiToken
from trellis_web.growth.models import EvidenceNote
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/evidence"
BOTH = ("evidence:read", "evidence:write")


@pytest.fixture
def maya() -> Person:
    publish()
    return seller("Maya Okafor")


def secret_of(owner: Person, *scopes: str) -> str:
    today = timezone.localdate()
    until = today + timedelta(days=9)
    made = {"name": "Script", "scopes": scopes or BOTH, "expires_on": until}
    return make_token(**made, by=owner, now=timezone.now(), today=today)[1]  # type: ignore[arg-type]


def get(secret: str, query: str = "") -> Any:
    return Client().get(f"{ADDRESS}?{query}", headers={"Authorization": f"Bearer {secret}"})


def post(secret: str, sent: Any) -> Any:
    body = sent if isinstance(sent, str | bytes) else json.dumps(sent)
    headers = {"Authorization": f"Bearer {secret}"}
    return Client().post(ADDRESS, body, content_type="application/json", headers=headers)


def test_a_note_is_kept_in_private_and_read_again(maya: Person) -> None:
    secret = secret_of(maya)
    tags = ["competency:sales:discovery"]
    sent = {"text": "Led it.", "happened_on": "2026-05-03", "tags": tags, "source": "J-1"}
    answer = post(secret, sent)
    assert answer.status_code == 201
    [stored] = maya.evidence.all()
    assert (stored.text, stored.shared_at, stored.source) == ("Led it.", None, "J-1")
    [told] = get(secret).json()["notes"]
    assert told == answer.json()["notes"][0]
    assert told.items() >= (sent | {"is_shared": False, "files": []}).items()


def test_the_same_source_is_kept_once_however_often_it_is_sent(maya: Person) -> None:
    secret, sent = secret_of(maya), [{"text": "A.", "source": "1"}, {"text": "B.", "source": "2"}]
    first, again = post(secret, sent), post(secret, sent)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert maya.evidence.count() == 2


def test_a_list_is_kept_whole_or_not_at_all(maya: Person) -> None:
    sent = [{"text": "A."}, {"text": " "}, {"text": "B.", "happened_on": "2999-01-01"}]
    answer = post(secret_of(maya), sent)
    told = [(each["item"], each["field"], each["sentence"]) for each in answer.json()["errors"]]
    assert answer.status_code == 422
    assert told[0] == (1, "text", "Write one sentence on what you did.")
    assert told[1][:2] == (2, "happened_on")
    assert not EvidenceNote.objects.exists()


@pytest.mark.parametrize("field", ["person", "shared_at", "shared_by", "id", "created_at", "role"])
def test_what_is_not_described_is_refused(maya: Person, field: str) -> None:
    answer = post(secret_of(maya), {"text": "A.", field: 1})
    assert answer.status_code == 422
    assert not EvidenceNote.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[" * 100_000,
        b"\xff\xfe",
        b"null",
        b"NaN",
        b'{"text": NaN}',
        b'{"text": "a\\u0000b"}',
        b'{"text": "\\ud800"}',
        b'{"text": "A.", "is_ongoing": "perhaps"}',
        b'{"text": "A.", "link": "javascript:alert(1)"}',
        b'{"text": "A.", "happened_on": 9223372036854775808}',
        b'{"text": "A.", "tags": ["nonsense"]}',
        b'{"text": "' + b"x" * 1_000_000 + b'"}',
        json.dumps([{"text": "A."}] * 101).encode(),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_reason(maya: Person, body: bytes) -> None:
    answer = post(secret_of(maya), body)
    assert answer.status_code in (400, 422)
    assert answer.json()["errors"][0]["sentence"]
    assert not EvidenceNote.objects.exists()


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=x",
        "limit=101",
        "since=x",
        "since=2026-13-01",
    ],
)
def test_a_filter_with_a_value_that_is_none_is_refused(maya: Person, query: str) -> None:
    assert get(secret_of(maya), query).status_code == 422


@pytest.mark.parametrize(
    "query", ["manager_rating__gte=4", "person=2", "expand=person", "cursor=x"]
)
def test_what_is_not_offered_is_refused_with_the_same_words(maya: Person, query: str) -> None:
    answer = get(secret_of(maya), query)
    [told] = answer.json()["errors"]
    assert (answer.status_code, told["code"], told["field"]) == (400, "not-offered", "")


def test_notes_are_filtered_by_words_and_days(maya: Person) -> None:
    note(maya, "Wrote the playbook.")
    note(maya, "Led the deal.")
    secret = secret_of(maya)
    found = get(secret, "q=playbook").json()["notes"]
    assert [each["text"] for each in found] == ["Wrote the playbook."]
    assert get(secret, "since=2026-11-21").json()["notes"] == []


def test_pages_repeat_and_skip_nothing_while_notes_come_in(maya: Person) -> None:
    secret, cursor, seen = secret_of(maya), "", []
    kept = [note(maya, happened_on=TODAY - timedelta(days=n // 2)).pk for n in range(9)]
    while True:
        page = get(secret, f"limit=2&cursor={cursor}").json()
        seen += [each["id"] for each in page["notes"]]
        note(maya, "Came in before.", happened_on=TODAY)
        note(maya, "Came in before, long ago.", happened_on=TODAY - timedelta(days=1))
        if not (cursor := page["next"]):
            break
    assert len(seen) == len(set(seen))
    assert set(seen) >= set(kept)


def test_a_token_reads_nothing_of_others_however_much_its_person_may_read(maya: Person) -> None:
    manager = person("Tom Reyes")
    note(seller("Sam", manager=manager), shared=True)
    assert get(secret_of(manager)).json()["notes"] == []


def test_a_token_does_what_its_scopes_say(maya: Person) -> None:
    reader, writer = secret_of(maya, "evidence:read"), secret_of(maya, "evidence:write")
    refused = post(reader, {"text": "A."})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (403, "without-scope")
    assert get(writer).status_code == 403
    assert not EvidenceNote.objects.exists()


def test_without_a_token_that_holds_nobody_is_anybody(maya: Person) -> None:
    expired, revoked, gone = (secret_of(maya) for _ in range(3))
    first, second, _ = ApiToken.objects.order_by("pk")
    ApiToken.objects.filter(pk=first.pk).update(expires_on=timezone.localdate())
    revoke_token(token=second, by=maya, now=NOW)
    Person.objects.filter(pk=maya.pk).update(deactivated_at=NOW)
    answers = [get(each) for each in (expired, revoked, gone, "", "x", "trellis_x")]
    answers += [post(gone, {"text": "A."}), Client().get(ADDRESS)]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1
    assert answers[0]["WWW-Authenticate"] == "Bearer"


def test_a_session_opens_nothing_of_the_api(maya: Person) -> None:
    client = signed_in(maya)
    assert client.get(ADDRESS).status_code == 401
    answer = client.post(ADDRESS, {"text": "A."}, content_type="application/json")
    assert (answer.status_code, EvidenceNote.objects.count()) == (401, 0)


def test_a_token_opens_no_page(maya: Person) -> None:
    headers = {"Authorization": f"Bearer {secret_of(maya)}"}
    for page in ("/", "/evidence/", "/account/tokens"):
        assert Client().get(page, headers=headers).status_code == 302


def test_a_hundred_notes_take_as_many_questions_as_three(maya: Person) -> None:
    secret, counts = secret_of(maya), []
    get(secret)
    for n in (3, 97):
        for _ in range(n):
            note(maya)
        with CaptureQueriesContext(connection) as captured:
            assert len(get(secret).json()["notes"]) in (3, 100)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 12


def test_the_description_names_every_operation_and_no_other_site() -> None:
    described = Client().get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert ADDRESS in described["paths"]
    assert "http" not in json.dumps(described["servers"])
