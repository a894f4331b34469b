"""The workbook to take along: it reads back, its formulas are ours, and it stays within limits."""

import io
import re
import time
import zipfile

import pytest

from tests.core.formats.test_roundtrip import NASTY, of
from trellis import library
from trellis.framework.formats import read_any
from trellis.framework.formats.to_xlsx import to_xlsx
from trellis.framework.formats.xlsx import read_workbook
from trellis.framework.load import load
from trellis.framework.model import Framework

SHEETS = ["Framework", "Levels", "Moves", "Expected", "Gap", "Ids"]


@pytest.fixture(scope="module")
def engineering() -> Framework:
    return load(library.read("engineering"), "engineering.yaml")


def xml_of(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name).decode() for name in file.namelist() if name.endswith(".xml")}


def test_it_takes_along_the_matrix_levels_moves_and_gaps(engineering: Framework) -> None:
    sheets = {sheet.name: sheet for sheet in read_workbook(to_xlsx(engineering), "e.xlsx")}
    assert list(sheets) == SHEETS
    assert len(sheets["Framework"].rows) == 1 + len(engineering.competencies)
    assert len(sheets["Levels"].rows) == 1 + len(list(engineering.levels()))
    moves = {row[0]: row[4] for row in sheets["Moves"].rows[1:]}
    assert moves.keys() == {move.title or move.id for move in engineering.moves}
    assert "All of these are needed." in "".join(moves.values())


def test_a_level_that_expects_a_competency_expects_a_3(engineering: Framework) -> None:
    sheet = next(s for s in read_workbook(to_xlsx(engineering), "e.xlsx") if s.name == "Expected")
    head = sheet.rows[0]
    direction = next(row for row in sheet.rows if row[0] == "Technical direction")
    expected = dict(zip(head[1:], direction[1:], strict=True))
    assert (expected["IC1"], expected["IC3"], expected["M1"]) == ("", "3", "")


def test_steps_are_expected_by_their_number() -> None:
    sheets = read_workbook(to_xlsx(of("text")), "e.xlsx")
    expected = next(sheet for sheet in sheets if sheet.name == "Expected")
    assert [row[1] for row in expected.rows] == ["L1", "3", "1"]


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x.example")', "@SUM(A1)", *NASTY])
def test_no_text_of_a_framework_stands_in_a_formula(text: str) -> None:
    formulas = re.findall(r"<f>(.*?)</f>", "".join(xml_of(to_xlsx(of(text))).values()))
    ours = re.findall(r"<f>(.*?)</f>", "".join(xml_of(to_xlsx(of("plain"))).values()))
    assert formulas == ours
    assert len(ours) == 2 * 4 + 5


def test_the_gap_asks_for_a_level_and_accepts_1_to_5(engineering: Framework) -> None:
    gap = xml_of(to_xlsx(engineering))["xl/worksheets/sheet5.xml"]
    last = 10 + len(engineering.competencies)
    assert re.findall(r'type="list"[^>]*sqref="(\w+)"', gap) == ["B3"]
    assert re.findall(r'type="whole"[^>]*sqref="([\w:]+)"', gap) == [f"C11:C{last}"]
    assert 'state="frozen"' in gap


def test_the_same_framework_gives_the_same_bytes(engineering: Framework) -> None:
    assert to_xlsx(engineering) == to_xlsx(engineering)


def test_2000_by_12_is_written_and_read_in_time_and_memory() -> None:
    """Processor time, which the load of the machine changes least; reading ends by itself when
    the process beside needs more memory than its limit."""
    levels = [{"id": f"L{n}", "rank": n} for n in range(12)]
    competencies = [
        {
            "id": f"c{row}",
            "title": f"Competency {row}",
            "levels": {
                level["id"]: [
                    {"id": f"s{row}-{level['id']}", "text": f"Leads {row} {level['id']}."}
                ]
                for level in levels
            },
        }
        for row in range(2_000)
    ]
    tracks = [{"id": "ic", "title": "IC", "levels": levels}]
    framework = Framework.model_validate(
        {"id": "large", "title": "Large", "tracks": tracks, "competencies": competencies}
    )
    start = time.process_time()
    data = to_xlsx(framework)
    written = time.process_time()
    assert read_any(data, "large.xlsx")[0] == framework
    assert written - start < 6
    assert time.process_time() - written < 6
