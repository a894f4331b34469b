"""Reading people files: encodings, presets, rows with problems."""

from datetime import date

import pytest

from tests.web.factories import TODAY
from trellis.findings import BadInput
from trellis_web.people.rules.rows import PeopleFile, read_people

PERSONIO = (
    "id,first_name,last_name,email,supervisor_id,position,department,hire_date,status\n"
    "1,Ana,Lima,ana@example.test,,Head of Engineering,Engineering,2020-01-01,active\n"
    "2,Maya,Okafor,maya@example.test,1,Engineer,Engineering,03.03.2023,active\n"
)


def read(text: str | bytes) -> PeopleFile:
    data = text if isinstance(text, bytes) else text.encode()
    return read_people(data, "people.csv", today=TODAY)


def test_a_personio_file_is_recognised_by_its_columns() -> None:
    file = read(PERSONIO)
    assert file.preset.name == "personio"
    assert [(row.name, row.manager, row.title) for row in file.rows] == [
        ("Ana Lima", "", "Head of Engineering"),
        ("Maya Okafor", "1", "Engineer"),
    ]
    assert file.rows[1].started_on == date(2023, 3, 3)


def test_a_bamboohr_file_is_recognised_by_its_columns() -> None:
    file = read(
        "employeeNumber,firstName,lastName,workEmail,supervisorEId,jobTitle\n"
        "7,Ana,Lima,ana@example.test,,CTO\n"
    )
    assert file.preset.name == "bamboohr"
    assert file.rows[0].external_id == "7"


def test_a_workday_file_is_recognised_by_its_columns() -> None:
    file = read(
        "Employee_ID,Full_Name,Email,Manager_ID,Business_Title,Management_Level\n"
        "7,Ana Lima,ana@example.test,,CTO,IC4\n"
    )
    assert (file.preset.name, file.rows[0].level) == ("workday", "IC4")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_name_with_an_umlaut_is_read_in_every_usual_encoding(encoding: str) -> None:
    assert (
        read("name,email\nJörg Groß,j@example.test\n".encode(encoding)).rows[0].name == "Jörg Groß"
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = "name,email\nAna Lima,ana@example.test\n".replace(",", delimiter)
    assert read(text).rows[0].email == "ana@example.test"


def test_a_file_without_addresses_is_refused_with_the_columns_it_has() -> None:
    with pytest.raises(BadInput, match=r"line 1: .*no column for email.*name, salary"):
        read("name,salary\nAna,1\n")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (",ana@example.test,", "line 2: The name is empty"),
        ("Ana,not an address,", "line 2: 'not an address' is not an e-mail address"),
        ("Ana,ana@example.test,yesterday", "line 2: 'yesterday' is not a start date"),
        (f"{'A' * 201},ana@example.test,", "line 2: The name has 201 characters"),
    ],
)
def test_a_row_with_a_problem_is_named_by_its_line(row: str, problem: str) -> None:
    file = read(f"name,email,start_date\n{row}\n")
    assert not file.rows
    assert str(file.findings[0]).startswith(problem)


def test_the_line_is_right_after_a_cell_of_two_lines() -> None:
    file = read('name,email\n"Ana\nLima",ana@example.test\n,\nBen,nope\n')
    assert file.findings[0].place == "line 5"


def test_an_unclosed_quote_is_refused_with_its_line() -> None:
    with pytest.raises(BadInput, match="not a readable CSV"):
        read('name,email\n"Ana,ana@example.test\n')


def test_the_guard_against_formulas_is_taken_off() -> None:
    assert read("name,email\n'=Ana,ana@example.test\n").rows[0].name == "=Ana"


def test_a_leaving_date_in_the_past_means_gone() -> None:
    file = read("name,email,end_date\nA,a@example.test,2026-11-21\nB,b@example.test,2026-12-31\n")
    assert [row.has_left for row in file.rows] == [True, False]
