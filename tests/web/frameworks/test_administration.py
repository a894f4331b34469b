"""The pages of HR: import, edit, review, publish."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.factories import grant, hr, person
from tests.web.frameworks.factories import TEXT, draft, version
from trellis_web.audit.models import Event
from trellis_web.frameworks.forms import MAX_BYTES
from trellis_web.frameworks.models import Draft, Family, Version

pytestmark = pytest.mark.django_db
DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "frameworks"
ADDRESS = "/frameworks/administration/imports/"


@pytest.fixture
def hana() -> Client:
    client = Client()
    client.force_login(hr())
    return client


@pytest.fixture
def maya() -> Client:
    client = Client()
    client.force_login(person("Maya Okafor", level="IC2"))
    return client


def real(name: str) -> SimpleUploadedFile:
    """A framework as its owners published it."""
    path = DATA / name
    assert path.exists(), f"{path} is missing: the real frameworks lie beside the repository."
    return SimpleUploadedFile(path.name, path.read_bytes())


def test_a_file_with_a_tab_is_refused_with_its_line(hana: Client) -> None:
    answer = hana.post(ADDRESS, {"file": real("monzo/people.md")})
    assert answer.status_code == 422
    assert "There is a tab" in answer.content.decode()
    assert "line " in answer.content.decode()
    assert not Family.objects.exists()


def test_pasted_text_with_an_unknown_key_is_refused_with_its_line(hana: Client) -> None:
    answer = hana.post(ADDRESS, {"pasted": TEXT.replace("rank: 2", "rnak: 2")})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "line 8" in text
    assert "Did you mean" in text
    assert "rnak: 2" in text, "what was pasted is still in the field"
    assert not Family.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize("given", [{}, {"pasted": "a", "file": SimpleUploadedFile("a", b"b")}])
def test_an_import_takes_exactly_one_source(hana: Client, given: dict[str, object]) -> None:
    answer = hana.post(ADDRESS, given)
    assert answer.status_code == 422
    assert "one of the two" in answer.content.decode()


def test_a_file_over_10_mb_is_refused(hana: Client) -> None:
    large = SimpleUploadedFile("large.yaml", b"#" * (MAX_BYTES + 1))
    answer = hana.post(ADDRESS, {"file": large})
    assert answer.status_code == 422
    assert "larger than 10 MB" in answer.content.decode()


def test_a_template_becomes_a_draft(hana: Client) -> None:
    answer = hana.post("/frameworks/administration/imports/library/", {"name": "support"})
    assert answer["Location"] == "/frameworks/administration/drafts/support/"
    assert (
        hana.post("/frameworks/administration/imports/library/", {"name": "nothing"}).status_code
        == 404
    )


def test_a_saved_text_leads_back_to_the_preview(hana: Client) -> None:
    draft()
    text = TEXT.replace("One service", "A single service")
    address = "/frameworks/administration/drafts/engineering/text/"
    answer = hana.post(address, {"text": text, "revision": 1})
    assert answer["Location"] == "/frameworks/administration/drafts/engineering/"
    assert Draft.objects.get().text == text
    assert "A single service" in hana.get(answer["Location"]).content.decode()


def test_a_text_with_a_problem_stays_in_the_field_with_the_line(hana: Client) -> None:
    draft()
    broken = TEXT.replace("rank: 2", "rnak: 2")
    answer = hana.post(
        "/frameworks/administration/drafts/engineering/text/", {"text": broken, "revision": 1}
    )
    assert answer.status_code == 422
    assert "line 8" in answer.content.decode()
    assert "rnak: 2" in answer.content.decode()
    assert Draft.objects.get().text == TEXT


def test_a_stale_save_shows_both_texts_and_can_then_be_made_on_purpose(hana: Client) -> None:
    theirs, mine = TEXT.replace("One", "Their"), TEXT.replace("One", "My")
    draft(theirs, revision=5, updated_by=hr("Ines Duarte"))
    address = "/frameworks/administration/drafts/engineering/text/"
    answer = hana.post(address, {"text": mine, "revision": 4})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Their service" in text
    assert "My service" in text
    assert "As Ines Duarte saved it" in text
    assert 'name="revision" value="5"' in text
    assert Draft.objects.get().text == theirs
    assert hana.post(address, {"text": mine, "revision": 5}).status_code == 302


def test_the_review_of_changes_tells_wording_from_structure(hana: Client) -> None:
    version()
    changed = TEXT.replace("Writes down decisions.", "Writes down all decisions.")
    draft(changed.replace("min: 12", "min: 18"))
    person(level="IC2")
    text = hana.get("/frameworks/administration/drafts/engineering/changes/").content.decode()
    structure, wording = text.index('id="structure"'), text.index('id="wording"')
    assert structure < text.index("<ins>18</ins>") < wording < text.index("<ins>all</ins>")
    assert "1 person works in this family" in text


def test_publishing_leads_to_the_reader(hana: Client) -> None:
    draft()
    address = "/frameworks/administration/drafts/engineering/publication/"
    answer = hana.post(address, {"note": "The first one.", "revision": 1})
    assert answer["Location"] == "/frameworks/engineering/"
    assert "The first one." in hana.get("/frameworks/engineering/").content.decode()


def test_publishing_without_a_note_or_a_change_is_refused(hana: Client) -> None:
    version()
    draft()
    address = "/frameworks/administration/drafts/engineering/publication/"
    assert hana.post(address, {"note": " ", "revision": 1}).status_code == 422
    same = hana.post(address, {"note": "Again.", "revision": 1})
    assert same.status_code == 422
    assert "says the same as the current version" in same.content.decode()
    assert Version.objects.count() == 1


def test_the_second_of_two_publishers_reads_what_happened(hana: Client) -> None:
    draft()
    address = "/frameworks/administration/drafts/engineering/publication/"
    hana.post(address, {"note": "First.", "revision": 1})
    late = hana.post(address, {"note": "Also first.", "revision": 1}, follow=True)
    assert "changed or published this draft a moment ago" in late.content.decode()
    assert Version.objects.count() == 1


def test_an_author_reviews_changes_and_reads_why_publishing_is_not_theirs() -> None:
    draft()
    author = person()
    grant(author, "framework_author")
    client = Client()
    client.force_login(author)
    shown = client.get("/frameworks/administration/drafts/engineering/changes/").content.decode()
    sentence = "Your role does not include this"
    assert sentence in shown
    refused = client.post(
        "/frameworks/administration/drafts/engineering/publication/", {"note": "Mine."}
    )
    assert refused.status_code == 403
    assert sentence in refused.content.decode()
    assert not Version.objects.exists()


@pytest.mark.parametrize("path", ["", "text/", "changes/"])
def test_a_draft_answers_an_employee_as_a_missing_one(maya: Client, path: str) -> None:
    draft()
    for method in (maya.get, maya.post):
        hidden = method(f"/frameworks/administration/drafts/engineering/{path}")
        missing = method(f"/frameworks/administration/drafts/engineerinh/{path}")
        assert hidden.status_code == missing.status_code == 404
        assert len(hidden.content) == len(missing.content)


@pytest.mark.parametrize("path", ["", "imports/", "imports/library/", "drafts/"])
def test_an_employee_reads_why_the_pages_of_hr_are_closed(maya: Client, path: str) -> None:
    for method in (maya.get, maya.post):
        refused = method(f"/frameworks/administration/{path}")
        assert refused.status_code == 403
        assert "Your role does not include this" in refused.content.decode()


def test_the_administration_lists_drafts_and_versions(hana: Client) -> None:
    version()
    draft(updated_by=hr("Ines Duarte"))
    text = hana.get("/frameworks/administration/").content.decode()
    assert "by Ines Duarte" in text
    assert "Version 1" in text
    answer = hana.post("/frameworks/administration/drafts/", {"family": "engineering"})
    assert answer["Location"] == "/frameworks/administration/drafts/engineering/"


@pytest.mark.parametrize("family", ["", "nothing", "a\0b", "x" * 101])
def test_a_family_that_is_not_there_gets_no_draft(hana: Client, family: str) -> None:
    assert hana.post("/frameworks/administration/drafts/", {"family": family}).status_code == 404
