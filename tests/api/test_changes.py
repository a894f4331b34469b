"""Changes by API: the same forms, actions and sentences as on the pages, once for each key."""

import json
from typing import Any

import pytest
from django.test import Client

from tests.contract.by_token import ask, headers_of, token_of
from tests.contract.world import World
from trellis_web.access.rules import Scope
from trellis_web.api.actions import forget_answers
from trellis_web.api.models import KeptAnswer
from trellis_web.audit.models import Event
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db
NEW = {"name": "Ida Novak", "email": "ida@example.test"}


def send(headers: dict[str, str], method: str, path: str, sent: Any = None, **more: str) -> Any:
    """The answer to JSON, or to what is not."""
    body = sent if isinstance(sent, str | bytes) else json.dumps(sent if sent is not None else {})
    every = headers | {name.replace("_", "-"): value for name, value in more.items()}
    client = Client(raise_request_exception=False)
    return client.generic(method, f"/api/v1{path}", body, "application/json", headers=every)


def code_of(answer: Any) -> tuple[int, str]:
    """Status and first code."""
    return answer.status_code, answer.json()["errors"][0]["code"]


def test_hr_adds_a_person_and_nobody_else_does(world: World) -> None:
    made = send(headers_of(world, "hr_admin"), "POST", "/people", NEW)
    assert (made.status_code, made.json()["email"]) == (201, "ida@example.test")
    again = send(headers_of(world, "hr_admin"), "POST", "/people", NEW)
    assert again.json()["errors"][0]["sentence"] == "Somebody has this e-mail address already."
    for actor in ("owner", "manager", "auditor", "partner_in"):
        answer = send(headers_of(world, actor), "POST", "/people", NEW | {"email": "x@x.example"})
        assert code_of(answer) == (403, "not-permitted")
    assert not Person.objects.filter(email="x@x.example").exists()


@pytest.mark.parametrize("field", ["role", "is_demo", "deactivated_at", "password", "status", "id"])
def test_what_is_not_described_is_refused_in_a_change(world: World, field: str) -> None:
    answer = send(headers_of(world, "hr_admin"), "POST", "/people", NEW | {field: 1})
    assert answer.status_code == 422
    assert not Person.objects.filter(email=NEW["email"]).exists()


def test_a_token_that_reads_writes_nothing(world: World) -> None:
    reading = [each for each in Scope.values if each.endswith(":read")]
    headers = {"Authorization": f"Bearer {token_of(world.people['hr_admin'], *reading)}"}
    before = Event.objects.exclude(tag="token:used").count()
    for method, path in (
        ("POST", "/people"),
        ("PATCH", f"/accounts/{world.owner.pk}"),
        ("POST", f"/accounts/{world.owner.pk}/deactivation"),
        ("POST", "/evidence"),
        ("POST", f"/assessments/{world.keys['own_sheet']}/submission"),
    ):
        assert code_of(send(headers, method, path, NEW)) == (403, "without-scope")
    assert Event.objects.exclude(tag="token:used").count() == before


def test_details_level_and_manager_change_as_on_the_pages(world: World) -> None:
    hr, path = headers_of(world, "hr_admin"), f"/accounts/{world.owner.pk}"
    assert send(hr, "PATCH", path, {"time_zone": "Europe/Berlin"}).status_code == 200
    world.owner.refresh_from_db()
    assert (world.owner.time_zone, world.owner.worker_type) == ("Europe/Berlin", "employee")
    sent = {"place": "engineering/L2", "since": "2026-11-01", "cause": "correction"}
    assert send(hr, "PUT", f"{path}/position", sent).json()["level"] == "L2"
    wrong = send(hr, "PUT", f"{path}/position", sent | {"place": "engineering/L9"})
    assert wrong.json()["errors"][0]["field"] == "place"
    led = {"manager_id": world.other_manager.pk, "since": "2026-11-01"}
    [line] = send(hr, "PUT", f"{path}/manager", led).json()
    assert line["manager_id"] == world.other_manager.pk
    loop = {"manager_id": world.owner.pk, "since": "2026-11-01"}
    other = f"/accounts/{world.other_manager.pk}/manager"
    assert code_of(send(hr, "PUT", other, loop)) == (403, "manager-loop")


def test_a_change_of_another_version_is_refused(world: World) -> None:
    hr, path = headers_of(world, "hr_admin"), f"/accounts/{world.owner.pk}"
    read = ask(hr, f"/api/v1{path}")
    first = send(hr, "PATCH", path, {"time_zone": "Asia/Tokyo"}, If_Match=read["ETag"])
    second = send(hr, "PATCH", path, {"time_zone": "Asia/Seoul"}, If_Match=read["ETag"])
    assert (first.status_code, code_of(second)) == (200, (412, "stale"))
    assert Person.objects.get(pk=world.owner.pk).time_zone == "Asia/Tokyo"


def test_the_same_key_is_carried_out_once_and_no_other_request_takes_it(world: World) -> None:
    hr, owner = headers_of(world, "hr_admin"), headers_of(world, "owner")
    first, again = (send(hr, "POST", "/people", NEW, Idempotency_Key="k1") for _ in range(2))
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert Person.objects.filter(email=NEW["email"]).count() == 1
    other = send(hr, "POST", "/people", NEW | {"name": "X"}, Idempotency_Key="k1")
    assert code_of(other) == (422, "key-taken")
    note = send(owner, "POST", "/evidence", {"text": "A."}, Idempotency_Key="k1")
    assert note.status_code == 201  # a key belongs to one person
    for key in ("", "x" * 201, "ä"):
        assert send(hr, "POST", "/people", NEW, Idempotency_Key=key).status_code == 400


def test_a_refusal_leaves_the_key_free(world: World) -> None:
    hr = headers_of(world, "hr_admin")
    wrong = send(hr, "POST", "/people", NEW | {"email": "no"}, Idempotency_Key="k2")
    assert (wrong.status_code, KeptAnswer.objects.count()) == (422, 0)
    assert send(hr, "POST", "/people", NEW, Idempotency_Key="k2").status_code == 201


def test_kept_answers_are_forgotten_after_a_day(world: World) -> None:
    send(headers_of(world, "hr_admin"), "POST", "/people", NEW, Idempotency_Key="k3")
    kept = KeptAnswer.objects.get()
    assert forget_answers(now=kept.made_at) == 0
    assert forget_answers(now=kept.made_at.replace(year=2099)) == 1


def test_a_review_is_written_and_merged_field_by_field(world: World) -> None:
    owner, path = headers_of(world, "owner"), f"/assessments/{world.keys['own_sheet']}"
    sheet = ask(owner, f"/api/v1{path}/sheet").json()
    base = sheet["answers"][0]["base"]
    answer = {"base": base, "score": 4, "next": "shows", "reason": "Led the migration."}
    saved = send(owner, "PUT", f"{path}/answers/c1", answer)
    assert saved.json()["answers"][0]["reason"] == "Led the migration."
    stale = send(owner, "PUT", f"{path}/answers/c1", answer | {"reason": "Something else."})
    assert stale.status_code == 409
    words = {"base": sheet["summary_base"], "summary": "A good half-year."}
    assert send(owner, "PUT", f"{path}/summary", words).json()["summary"] == "A good half-year."
    assert send(owner, "PUT", f"{path}/answers/c9", answer).status_code == 422


def test_a_review_that_was_handed_in_stays_and_the_attempt_is_known(world: World) -> None:
    peer, path = headers_of(world, "peer"), f"/assessments/{world.keys['peer_sheet']}"
    assert code_of(send(peer, "POST", f"{path}/submission")) == (409, "review-handed-in")
    assert Event.objects.filter(tag="review:edit-refused", actor=world.peer).exists()


def test_nobody_writes_the_review_of_another(world: World) -> None:
    answer = {"base": "", "score": 4, "reason": "A."}
    path = f"/assessments/{world.keys['manager_sheet']}/answers/c1"
    for actor in ("owner", "peer", "other_manager", "hr_admin"):
        refused = send(headers_of(world, actor), "PUT", path, answer)
        assert code_of(refused) == (404, "missing")
    handed_in = f"/assessments/{world.keys['peer_sheet']}/answers/c1"
    assert send(headers_of(world, "hr_admin"), "PUT", handed_in, answer).status_code == 403


NONSENSE = [
    b"", b"{", b"[" * 100_000, b"\xff\xfe", b"null", b"NaN", b"1e999", b'{"a":' * 5_000,
    b'{"name": NaN, "email": "a@b.example"}',
    b'{"name": "a\\u0000b", "email": "a@b.example"}',
    b'{"name": "\\ud800", "email": "a@b.example"}',
    b'{"name": "A", "email": "' + b"x" * 1_000_000 + b'"}',
    b'{"manager_id": 9223372036854775808, "since": "2026-01-01"}',
    b'{"manager_id": -1, "since": "0000-00-00"}',
    b'{"started_on": "2026-02-30"}', b'{"time_zone": "\\u0000"}',
    b'{"base": "", "score": 1e30}', b'{"base": "", "cites": [9223372036854775808]}',
    b'{"base": "\\u0000", "reason": "\\u0000"}', b'{"base": "", "step": "x"}',
]  # fmt: skip


def test_what_makes_no_sense_is_refused_everywhere(world: World) -> None:
    hr, owner = headers_of(world, "hr_admin"), headers_of(world, "owner")
    sheet = f"/assessments/{world.keys['own_sheet']}"
    places = [
        (hr, "POST", "/people"),
        (hr, "PATCH", f"/accounts/{world.owner.pk}"),
        (hr, "PUT", f"/accounts/{world.owner.pk}/position"),
        (hr, "PUT", f"/accounts/{world.owner.pk}/manager"),
        (owner, "PUT", f"{sheet}/answers/c1"),
        (owner, "PUT", f"{sheet}/summary"),
    ]
    for headers, method, path in places:
        for body in NONSENSE:
            answer = send(headers, method, path, body)
            assert 400 <= answer.status_code < 500, (method, path, body[:60], answer.status_code)
            assert answer.json()["errors"][0]["sentence"]


def test_keys_and_cursors_that_make_no_sense_are_refused(world: World) -> None:
    hr = headers_of(world, "hr_admin")
    for key in ("0", "-1", str(2**63), "1e3", "x", "%00", "1%2F2", "1;2"):
        assert ask(hr, f"/api/v1/positions/{key}").status_code in (404, 422)
    for query in ("limit=0", "limit=101", "person_id=9223372036854775808", "family=%00"):
        assert ask(hr, f"/api/v1/positions?{query}").status_code == 422
    for query in ("cursor=x", "cursor=%00", "order=%00", "order=-", "expand=%00", "since=1"):
        assert ask(hr, f"/api/v1/positions?{query}").status_code == 400


def test_pages_repeat_and_skip_nothing_whatever_comes_and_changes_between(world: World) -> None:
    hr = headers_of(world, "hr_admin")
    for order in ("name", "-name", "id", "-id"):
        everybody = {each["id"] for each in ask(hr, "/api/v1/people?limit=100").json()["items"]}
        seen: list[int] = []
        cursor = ""
        while True:
            url = f"/api/v1/people?limit=4&order={order}&cursor={cursor}"
            page = ask(hr, url).json()
            seen += [each["id"] for each in page["items"]]
            Person.objects.filter(pk=seen[0]).update(time_zone="Asia/Tokyo")
            for name in ("Aa", "Zz"):
                email = f"{name}{len(seen)}{order}@example.test"
                Person.objects.create(name=f"{name} came between", email=email)
            if (cursor := page["next"] or "") == "" or len(seen) > len(everybody) + 20:
                break
        assert len(seen) == len(set(seen))
        assert everybody <= set(seen)
    first = ask(hr, "/api/v1/people?limit=1&order=name").json()["next"]
    assert ask(hr, f"/api/v1/people?limit=1&order=-name&cursor={first}").status_code == 400
    assert ask(hr, f"/api/v1/accounts?order=name&cursor={first}").status_code == 400


def test_a_case_is_begun_written_and_handed_in_as_on_the_pages(world: World) -> None:
    sam, manager = headers_of(world, "elsewhere"), headers_of(world, "other_manager")
    begun = {"person_id": world.elsewhere.pk, "move": "L1-L2"}
    assert code_of(send(headers_of(world, "owner"), "POST", "/cases", begun))[0] == 403
    assert send(manager, "POST", "/cases", begun | {"move": "L2-L3"}).status_code == 422
    case = send(manager, "POST", "/cases", begun).json()
    assert (case["state"], case["move"]) == ("draft", "L1-L2")
    assert send(manager, "POST", "/cases", begun).status_code == 409
    path, words = f"/cases/{case['id']}", {"statement": "Led the migration."}
    written = send(sam, "PUT", f"{path}/statement", words | {"changed": case["changed"]}).json()
    stale = send(sam, "PUT", f"{path}/statement", words | {"changed": case["changed"]})
    assert (written["statement"], stale.status_code) == ("Led the migration.", 409)
    sent = send(sam, "POST", f"{path}/submission", {"changed": written["changed"]})
    assert sent.json()["state"] == "with_manager"
    whole = ask(sam, f"/api/v1{path}?expand=findings,statements,evidence,backers,decisions")
    assert {each["criterion"] for each in whole.json()["findings"]} >= {"avg", "scope"}
    assert ask(headers_of(world, "owner"), f"/api/v1{path}").status_code == 404


def test_notes_are_cited_in_a_case_and_the_case_is_taken_back(world: World) -> None:
    owner, path = headers_of(world, "owner"), f"/cases/{world.keys['case']}"
    cited = {"note_id": world.keys["shared_note"], "criterion": "tenure"}
    peer = headers_of(world, "peer")
    assert code_of(send(peer, "POST", f"{path}/evidence", cited)) == (404, "missing")
    made = send(owner, "POST", f"{path}/evidence", cited)
    again = send(owner, "POST", f"{path}/evidence", cited)
    assert (made.status_code, made.json()) == (201, again.json())
    read = ask(owner, f"/api/v1{path}?expand=evidence").json()["evidence"]
    assert made.json() in read
    assert send(owner, "POST", f"{path}/evidence", cited | {"criterion": "x"}).status_code == 422
    gone = f"{path}/evidence/{made.json()['id']}"
    answers = [send(owner, "DELETE", gone).status_code for _ in range(2)]
    assert (answers, send(peer, "DELETE", gone).status_code) == ([200, 404], 404)
    assert code_of(send(peer, "POST", f"{path}/withdrawal")) == (404, "missing")
    assert send(owner, "POST", f"{path}/withdrawal").json()["state"] == "withdrawn"
    assert send(owner, "POST", f"{path}/withdrawal").status_code == 409
