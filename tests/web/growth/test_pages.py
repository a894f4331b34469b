"""The pages of evidence: they work as plain forms, and no input breaks them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.factories import TODAY, hr, person
from tests.web.growth.factories import SCOPE, WHEN, note, publish, seller, stored
from trellis_web.growth import actions
from trellis_web.growth.models import Endorsement, EvidenceNote
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
REASON = "Maya led the Acme deal across three teams for half a year."


@pytest.fixture
def manager() -> Person:
    return person("Tom Reyes")


@pytest.fixture
def maya(manager: Person) -> Person:
    publish()
    return seller(manager=manager, email="maya@example.test")


def signed_in(actor: Person) -> Client:
    client = Client()
    client.force_login(actor, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_an_empty_list_says_what_to_do(maya: Person) -> None:
    page = signed_in(maya).get("/evidence/").content.decode()
    assert "No evidence yet. Add one thing you did this week." in page


def test_the_capture_form_of_another_page_saves_a_private_note_and_leads_back(
    maya: Person,
) -> None:
    data = {"text": "Led it.", "tags": [str(SCOPE)], "next": "/evidence/confirmations"}
    answer = signed_in(maya).post("/evidence/new", data)
    assert (answer.status_code, answer["Location"]) == (302, "/evidence/confirmations")
    written = EvidenceNote.objects.get()
    assert (written.person, written.shared_at, written.link) == (maya, None, "")
    assert [tag.key for tag in written.tags.all()] == ["A-B/scope"]


@pytest.mark.parametrize("address", ["https://evil.test/", "//evil.test", "javascript:alert(1)"])
def test_a_form_leads_back_to_this_site_only(maya: Person, address: str) -> None:
    answer = signed_in(maya).post("/evidence/new", {"text": "Led it.", "next": address})
    assert answer["Location"] == "/evidence/"


def test_the_form_offers_what_the_next_level_asks(maya: Person) -> None:
    page = signed_in(maya).get("/evidence/new", {"tags": "statement:sales:d-b-2"}).content.decode()
    assert "Has led a deal of three teams." in page
    assert "Finds out who decides." in page
    assert 'value="statement:sales:d-b-2" checked' in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": " \n "},
        {"text": "x" * 10_000},
        {"text": "a\0b"},
        {"link": "javascript:alert(1)"},
        {"link": "ftp://files.test/x"},
        {"link": "https://example.test/" + "x" * 600},
        {"happened_on": "2999-01-01"},
        {"happened_on": "yesterday"},
        {"tags": ["criterion:sales:A-B/none"]},
        {"tags": ["nonsense"]},
        {"tags": [str(SCOPE), "statement:sales:a\0b"]},
    ],
)
def test_a_wrong_form_is_shown_again_and_nothing_is_saved(
    maya: Person, wrong: dict[str, str]
) -> None:
    answer = signed_in(maya).post("/evidence/new", {"text": "Led it."} | wrong)
    assert answer.status_code == 422
    assert not EvidenceNote.objects.exists()


def test_scripts_are_shown_as_text_on_every_page(maya: Person, manager: Person) -> None:
    Person.objects.filter(pk=maya.pk).update(name=SCRIPT)
    ana = person("Ana Duarte")
    asked_about = note(Person.objects.get(pk=maya.pk), SCRIPT, shared=True)
    asked = actions.ask_confirmation(note=asked_about, colleague=ana, by=maya, **WHEN)
    pages = [(ana, "/evidence/confirmations"), (maya, f"/evidence/{asked_about.pk}?colleague=<b>")]
    pages += [(maya, "/evidence/?q=<script>"), (maya, "/evidence/")]
    html = [signed_in(actor).get(address).content.decode() for actor, address in pages]
    actions.confirm_evidence(confirmation=asked, comment=SCRIPT, by=ana, **WHEN)
    actions.endorse(person=maya, family="sales", move="A-B", text=SCRIPT, by=manager, **WHEN)
    theirs = (f"/evidence/people/{maya.pk}", f"/evidence/endorsements/{maya.pk}/A-B")
    html += [signed_in(manager).get(address).content.decode() for address in theirs]
    assert not any("<script>alert" in page or "<img src=x" in page for page in html)
    assert all("&lt;" in page for page in html)


def test_the_search_finds_my_words_only(maya: Person) -> None:
    note(maya, "Wrote the playbook.")
    note(maya, "Led the deal.")
    note(seller("Sam"), "Wrote a playbook too.")
    page = signed_in(maya).get("/evidence/?q=PLAYBOOK").content.decode()
    assert "Wrote the playbook." in page
    assert "Led the deal." not in page
    assert "too." not in page


@pytest.mark.parametrize("query", ["q=%00", "page=x", "page=-1", "page=9999999999999999999999"])
def test_a_strange_address_still_answers(maya: Person, query: str) -> None:
    assert signed_in(maya).get(f"/evidence/?{query}").status_code == 200


def test_sharing_asking_and_confirming_work_as_plain_forms(maya: Person, manager: Person) -> None:
    private = note(maya)
    mine, theirs = signed_in(maya), signed_in(manager)
    mine.post(f"/evidence/{private.pk}/sharing", {"shared": "on"})
    mine.post(f"/evidence/{private.pk}/confirmations", {"colleague": manager.pk})
    asked = private.confirmations.get()
    assert private.text in theirs.get("/evidence/confirmations").content.decode()
    answer = theirs.post(f"/evidence/confirmations/{asked.pk}", {"answer": "yes", "comment": ""})
    assert answer["Location"] == "/evidence/confirmations"
    assert stored(maya, "scope") == (1, 1)


@pytest.mark.parametrize("colleague", ["", "x", "0", str(2**63), "1\0"])
def test_a_colleague_who_is_none_is_refused(maya: Person, colleague: str) -> None:
    private = note(maya)
    signed_in(maya).post(f"/evidence/{private.pk}/confirmations", {"colleague": colleague})
    assert not private.confirmations.exists()


@pytest.mark.parametrize("text", ["", "Good.", "x" * 4_001, REASON + "\0"])
def test_an_endorsement_needs_a_reason(maya: Person, manager: Person, text: str) -> None:
    answer = signed_in(manager).post(f"/evidence/endorsements/{maya.pk}/A-B", {"text": text})
    assert answer.status_code == 422
    assert not Endorsement.objects.exists()


def test_a_manager_endorses_and_withdraws_on_the_page(maya: Person, manager: Person) -> None:
    client = signed_in(manager)
    client.post(f"/evidence/endorsements/{maya.pk}/A-B", {"text": REASON})
    given = Endorsement.objects.get()
    assert stored(maya, "manager") == (1, 1)
    assert REASON in client.get(f"/evidence/people/{maya.pk}").content.decode()
    client.post(f"/evidence/endorsements/withdrawals/{given.pk}")
    assert stored(maya, "manager") == (0, 0)


def test_a_move_from_another_level_is_not_endorsed(maya: Person, manager: Person) -> None:
    address = f"/evidence/endorsements/{maya.pk}/B-C"
    assert signed_in(manager).post(address, {"text": REASON}).status_code == 404


def test_figures_are_previewed_then_imported(maya: Person) -> None:
    client = signed_in(hr())
    data = b"email,metric,period,value\nmaya@example.test,quota,2026-Q1,104\n"
    preview = client.post("/evidence/metrics/preview", {"file": SimpleUploadedFile("q.csv", data)})
    assert (preview.status_code, maya.metrics.count()) == (200, 0)
    client.post("/evidence/metrics/values", {"text": preview.context["form"]["text"].value()})
    assert stored(maya, "quota") == (1, 1)


@pytest.mark.parametrize("data", [b"", b"\0\0", b"email,metric\n", b"PK\x03\x04", b"a" * 9_000_000])
def test_a_file_that_is_none_is_refused_with_its_reason(maya: Person, data: bytes) -> None:
    client = signed_in(hr())
    for answer in (
        client.post("/evidence/metrics/preview", {"file": SimpleUploadedFile("q.csv", data)}),
        client.post("/evidence/metrics/values", {"text": data.decode("latin-1")}),
    ):
        assert answer.status_code == 422


def test_a_file_with_problems_is_shown_again_until_they_are_left_out(maya: Person) -> None:
    client, text = signed_in(hr()), "email,metric,period,value\nnobody,quota,2026-Q1,1\n"
    text += "maya@example.test,quota,2026-Q1,104\n"
    answer = client.post("/evidence/metrics/values", {"text": text})
    assert answer.status_code == 409
    assert "line 2: Nobody here has the employee id or e-mail" in answer.content.decode()
    client.post("/evidence/metrics/values", {"text": text, "without_bad_rows": "on"})
    assert maya.metrics.count() == 1


def test_thirty_notes_take_as_many_questions_as_three(maya: Person) -> None:
    client, counts = signed_in(maya), []
    for n in (3, 27):
        for _ in range(n):
            written = note(maya, happened_on=TODAY)
            actions.ask_confirmation(note=written, colleague=person(), by=maya, **WHEN)
        with CaptureQueriesContext(connection) as captured:
            client.get("/evidence/")
        counts.append(len(captured))
    assert counts[0] == counts[1]
