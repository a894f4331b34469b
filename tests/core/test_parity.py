"""The parity audit: whether both careers of a framework lead equally far."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from trellis import library
from trellis.cli import app
from trellis.cli.files import read_framework
from trellis.framework.load import load
from trellis.framework.parity import Answer, Parity

HEAD = "schema: trellis/1\nid: engineering\ntitle: Engineering\n"
EVEN = """\
tracks:
  - id: ic
    title: Engineer
    levels:
      - {id: L2, rank: 2, band: B}
      - {id: L3, rank: 3, band: C}
      - {id: L4, rank: 4, band: D}
      - {id: L5, rank: 5, band: E}
  - id: m
    title: Manager
    kind: management
    levels: [{id: M3, rank: 3, band: C}, {id: M5, rank: 5, band: E}]
moves:
  - {id: lead, kind: crossover, from: ic/L2, to: m/M3}
  - {id: back, kind: return, from: m/M3, to: ic/L3, lands_on: last_held}
equivalences: [{a: ic/L3, b: m/M3}, {a: ic/L5, b: m/M5}]
"""
FAULTS = [
    # what is taken from the even framework, what stands there instead, the check that fails
    ("{id: L5, rank: 5, band: E}", "{id: L5, rank: 4, band: E}", "tops levels-above"),
    ("{id: M5, rank: 5, band: E}", "{id: M5, rank: 5, band: F}", "top-bands equal-bands"),
    ("{id: M3, rank: 3, band: C}", "{id: M3, rank: 3, band: D}", "equal-bands"),
    ("{id: M3, rank: 3, band: C}", "{id: M3, rank: 4, band: C}", "levels-above"),
    ("kind: crossover, from: ic/L2", "kind: crossover, from: m/M5", "way-in"),
    ("from: m/M3, to: ic/L3", "from: m/M3, to: m/M5", "way-back"),
]


def parity(text: str) -> Parity:
    return Parity(load((HEAD + text).encode(), "engineering"))


def test_an_even_framework_has_no_open_question() -> None:
    assert parity(EVEN).open == ()


@pytest.mark.parametrize(("taken", "given", "codes"), FAULTS, ids=[row[2] for row in FAULTS])
def test_each_unevenness_is_named_and_nothing_else(taken: str, given: str, codes: str) -> None:
    assert taken in EVEN
    uneven = parity(EVEN.replace(taken, given))
    assert {check.code: check.answer for check in uneven.open} == dict.fromkeys(
        codes.split(), Answer.NO
    )


def test_what_the_file_does_not_say_is_unsaid_rather_than_unequal() -> None:
    bare = parity(EVEN.split("moves:", maxsplit=1)[0].replace(", band: E", ""))
    assert {check.code for check in bare.open if check.answer is Answer.UNSAID} == {
        "top-bands", "way-in", "way-back", "equal-bands",
    }  # fmt: skip


def test_one_track_alone_is_compared_with_nothing() -> None:
    alone = parity("tracks: [{id: ic, title: Engineer, levels: [{id: L1, rank: 1}]}]")
    assert not alone.is_comparable
    assert alone.checks == ()


def test_the_ready_engineering_framework_is_even() -> None:
    assert Parity(load(library.read("engineering"), "engineering")).open == ()


def test_published_frameworks_in_figures(published: Path) -> None:
    """Of the published folders with both careers one ends lower; none writes its moves down."""
    figures = {}
    for name in ("jorgef", "meetup", "sourcegraph/departments/engineering/dev"):
        audit = Parity(read_framework(published / name)[0])
        tops = audit.individual[-1].rank, audit.management[-1].rank
        answers = {check.code: check.answer.value for check in audit.checks}
        figures[name] = (*tops, audit.ranks_above, answers["tops"], answers["way-back"])
    assert figures == {
        "jorgef": (7, 7, 4, "yes", "unsaid"),
        "meetup": (7, 4, 7, "yes", "unsaid"),
        "sourcegraph/departments/engineering/dev": (5, 6, 3, "no", "unsaid"),
    }


def test_the_command_prints_each_answer_and_leaves_with_one_when_something_is_uneven(
    tmp_path: Path,
) -> None:
    even, uneven = tmp_path / "even.yaml", tmp_path / "uneven.yaml"
    even.write_text(HEAD + EVEN)
    uneven.write_text(HEAD + EVEN.replace("{id: L5, rank: 5,", "{id: L5, rank: 4,"))
    run = CliRunner().invoke
    fine, found = run(app, ["parity", str(even)]), run(app, ["parity", str(uneven)])
    assert (fine.exit_code, found.exit_code) == (0, 1)
    assert "no     The individual career ends with L5 at rank 4, management with M5 at rank 5." in (
        found.stdout
    )
