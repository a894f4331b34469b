"""Files of every kind at the import wizard, and who reaches them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.factories import grant, person
from tests.web.frameworks.factories import TEXT, version
from tests.web.frameworks.importing import (
    ADDRESS,
    WIDE,
    book,
    imported,
    paste,
    plan_of,
    shown,
)
from trellis_web.frameworks.models import Draft, Upload, Version

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("what", ["", "shape/", "corrections/", "names/", "presets/", "drafts/"])
def test_nobody_else_reaches_an_upload(hana: Client, what: str) -> None:
    address = paste(hana, WIDE, title="D") + what
    author, employee = person(), person()
    grant(author, "framework_author")
    for someone, status in ((author, 404), (employee, 403)):
        client = Client()
        client.force_login(someone)
        assert client.post(address, {"title": "x", "cell-0-1-1": "x"}).status_code == status
    assert "Draws a plan." in str(Upload.objects.get().sheets)


def test_an_author_imports_and_hr_sees_the_file(hana: Client) -> None:
    author = person()
    grant(author, "framework_author")
    client = Client()
    client.force_login(author)
    address = paste(client, WIDE, title="D")
    assert hana.get(address).status_code == 200
    made = imported(client, address)["Location"]
    other = person()
    grant(other, "framework_author")
    client.force_login(other)
    assert client.get(made).status_code == 404
    assert client.post(f"{made}withdrawal/").status_code == 404


def test_cells_are_escaped(hana: Client) -> None:
    address = paste(hana, WIDE.replace("Design", "<script>alert(1)</script>"), title="D")
    assert "<script>alert" not in shown(hana, address)
    text = shown(hana, f"{address}shape/")
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


def test_formulas_are_read_as_values(hana: Client) -> None:
    data = book(["Competency", "L1", "L2"], ["Design", "", "Leads."], formula="=1+1")
    address = hana.post(ADDRESS, {"file": SimpleUploadedFile("m.xlsx", data)})["Location"]
    page = shown(hana, f"{address}shape/")
    assert "Draws a plan." in page
    assert "=1+1" not in page


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04 cut off", "truncated or damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "without a password"),
        (b"a;b\n\x81;\x8d", "Save it as UTF-8"),
        (b";;\n;;\n", "holds no cells"),
    ],
)
def test_a_file_that_cannot_be_opened_is_refused_with_a_way_on(
    hana: Client, data: bytes, sentence: str
) -> None:
    answer = hana.post(ADDRESS, {"file": SimpleUploadedFile("file", data)})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Upload.objects.exists()


def test_a_paste_of_more_than_10_mb_is_refused_in_words(hana: Client) -> None:
    answer = hana.post(ADDRESS, {"pasted": "Competency;L1;L2\n" + "x;y;z\n" * 1_800_000})
    assert answer.status_code == 422
    assert "larger than 10 MB" in answer.content.decode()


@pytest.mark.parametrize(
    "data",
    [
        WIDE.encode("utf-16"),
        WIDE.replace(";", "\t").encode(),
        WIDE.replace(";", ",").encode("utf-8-sig"),
        WIDE.replace("Draws", "Führt vor:").encode("cp1252"),
    ],
)
def test_encodings_and_delimiters_are_detected(hana: Client, data: bytes) -> None:
    file = SimpleUploadedFile("table.csv", data)
    address = hana.post(ADDRESS, {"file": file, "title": "T"})["Location"]
    assert len(list(plan_of(hana, address).statements())) == 4


def test_a_sheet_of_2000_rows_and_12_columns_is_checked(hana: Client) -> None:
    head = ["Competency", *(f"L{number}" for number in range(1, 12))]
    rows = [[f"Area {row}", *(f"Writes part {row}.{n}." for n in range(11))] for row in range(1999)]
    file = SimpleUploadedFile("large.xlsx", book(head, *rows))
    address = hana.post(ADDRESS, {"file": file, "title": "Large"})["Location"]
    assert len(list(plan_of(hana, address).statements())) == 1999 * 11


def test_a_matrix_with_an_empty_header_row_and_several_lines_in_a_cell(hana: Client) -> None:
    text = ';;\nOur matrix;;\n;;\nCompetency;L1;L2\nDesign;"- Draws.\n- Tests.";Leads.\n;Helps.;\n'
    framework = plan_of(hana, paste(hana, text, title="T"))
    assert [each.text for each in framework.statements()] == [
        "Draws.",
        "Tests.",
        "Helps.",
        "Leads.",
    ]


def test_an_import_into_a_family_that_is_published_leaves_the_version_alone(hana: Client) -> None:
    version()
    address = paste(hana, WIDE, into="engineering")
    imported(hana, address)
    assert Version.objects.get().text == TEXT
    assert Draft.objects.get().family.slug == "engineering"


def test_a_table_keeps_the_moves_between_levels_that_are_still_there(hana: Client) -> None:
    version()
    kept = plan_of(hana, paste(hana, "Competency;IC2;IC3\nDesign;a;b\n", into="engineering"))
    assert [move.id for move in kept.moves] == ["IC2-IC3"]
    gone = plan_of(hana, paste(hana, WIDE, into="engineering"))
    assert gone.moves == ()
