"""Notes from a file: previewed, all or nothing, the same one never twice, cells are text."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.web.factories import person
from tests.web.growth.factories import WHEN, publish, seller, signed_in
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.growth.actions.imports import import_evidence
from trellis_web.growth.models import EvidenceNote
from trellis_web.growth.rules.evidence import NewNote
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db
GOOD = (
    "date,text,tags,source,ongoing\n"
    "2026-05-03,Led the Acme deal.,Discovery; d-b-1,J-1,\n"
    "2026-05-04,=1+1,,,yes\n"
)


@pytest.fixture
def maya() -> Person:
    publish()
    return seller(email="maya@example.test")


def preview(of: Person, text: str) -> tuple[int, str]:
    data = {"file": SimpleUploadedFile("notes.csv", text.encode())}
    answer = signed_in(of).post("/evidence/import/preview", data)
    return answer.status_code, answer.content.decode()


def imported(of: Person, text: str, **more: str) -> int:
    status: int = signed_in(of).post("/evidence/import/notes", {"text": text} | more).status_code
    return status


def test_a_preview_says_what_would_happen_and_writes_nothing(maya: Person) -> None:
    status, page = preview(maya, GOOD)
    assert status == 200
    assert "2 new, 0 here already, 0 problems" in page
    assert "Discovery; Finds out who decides." in page
    assert not EvidenceNote.objects.exists()


def test_rows_become_private_notes_and_cells_stay_text(maya: Person) -> None:
    assert imported(maya, GOOD) == 302
    last, first = maya.evidence.all()
    assert (first.text, first.source, first.shared_at) == ("Led the Acme deal.", "J-1", None)
    assert sorted(tag.key for tag in first.tags.all()) == ["d-b-1", "discovery"]
    assert (last.text, last.is_ongoing) == ("=1+1", True)
    event = Event.objects.latest("pk")
    assert (event.tag, event.payload["notes"]) == ("evidence:imported", 2)


def test_the_same_file_twice_adds_nothing(maya: Person) -> None:
    for _ in range(2):
        imported(maya, GOOD)
    assert maya.evidence.count() == 2
    assert "0 new, 2 here already" in preview(maya, GOOD)[1]


def test_the_same_source_of_two_people_is_two_notes(maya: Person) -> None:
    imported(maya, GOOD)
    imported(other := seller("Sam"), GOOD)
    assert other.evidence.count() == 2


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("2026-05-03,", "line 2: Write one sentence on what you did."),
        ("2999-05-03,Led it.", "still to come"),
        ("03/05/2026,Led it.", "“03/05/2026” is not a day"),
        ("soon,Led it.", "Enter a valid date"),
        (",Led it.", "is not a day"),
        ("2026-05-03,Led it.,Astrology", "“Astrology” is nothing that your framework asks"),
        ("2026-05-03,a\0b", ""),
        ("2026-05-03," + "x" * 4_001, "at most 4000 characters"),
        ("2026-05-03,Led it.,," + "s" * 201, "at most 200 characters"),
    ],
)
def test_a_wrong_row_is_named_and_holds_all_others_back(
    maya: Person, row: str, sentence: str
) -> None:
    text = f"date,text,tags,source\n{row}\n2026-05-04,Fine.\n"
    status, page = preview(maya, text)
    assert sentence in page
    assert imported(maya, text) in (409, 422)
    assert not EvidenceNote.objects.exists()
    if status == 200:
        imported(maya, text, without_bad_rows="on")
        assert [note.text for note in maya.evidence.all()] == ["Fine."]


@pytest.mark.parametrize(
    "text", ["", "nothing", "date,what else\n", 'date,text\n"x', "PK\x03\x04", "date\0,text\n"]
)
def test_a_file_that_is_none_is_refused_with_its_reason(maya: Person, text: str) -> None:
    assert preview(maya, text)[0] == 422
    assert imported(maya, text or " ") == 422


def test_more_than_two_thousand_rows_are_refused(maya: Person) -> None:
    status, page = preview(maya, "date,text\n" + "2026-05-03,Led it.\n" * 2_001)
    assert (status, "more than 2,000 rows" in page) == (422, True)


def test_a_link_runs_no_script(maya: Person) -> None:
    text = "date,text,link\n2026-05-03,Led it.,javascript:alert(1)\n"
    assert imported(maya, text) == 422
    assert not EvidenceNote.objects.exists()


def test_nobody_imports_for_somebody_else(maya: Person) -> None:
    note = NewNote("Led it.", WHEN["today"])
    with pytest.raises(Denied):
        import_evidence(person=maya, notes=[note], by=person(), **WHEN)


def test_each_note_is_given_back_in_its_place(maya: Person) -> None:
    one, two = (NewNote(text, WHEN["today"], source=text) for text in ("a", "b"))
    given = import_evidence(person=maya, notes=[one, two, one], by=maya, **WHEN)
    again = import_evidence(person=maya, notes=[two], by=maya, **WHEN)
    assert [each.text for each in given] == ["a", "b", "a"]
    assert (again[0].pk, maya.evidence.count()) == (given[1].pk, 2)
