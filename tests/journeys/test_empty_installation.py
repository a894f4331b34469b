"""Without demo data: Monzo's published framework, a Personio export, and somebody becomes ready."""

from pathlib import Path

import pytest

from tests.contract.tree import ROOT
from tests.journeys import steps
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)

MONZO = ROOT.parent / "shared/data/frameworks/monzo/engineering/backend.md"
PERSONIO = """ID,First name,Last name,Email,Supervisor ID,Position,Team,Hire date,Status
1,Tom,Reyes,tom@example.test,,Lead Engineer,Payments,2019-03-01,active
2,Maya,Okafor,maya@example.test,1,Engineer,Payments,2022-03-01,active
"""
ENDORSEMENT = (
    "Maya led the payments migration alone. I saw it in every planning and review of the half-year."
    " She has worked at this level since spring, and nothing in it depended on me."
)


@pytest.fixture
def monzo() -> Path:
    """The framework file, as Monzo published it."""
    if not MONZO.exists():
        pytest.fail(f"{MONZO.name} is missing: put the shared data beside the repository.")
    return MONZO


@pytest.fixture
def personio(tmp_path: Path) -> Path:
    """A people file in the columns of Personio; it knows no levels."""
    file = tmp_path / "employees.csv"
    file.write_text(PERSONIO)
    return file


def test_somebody_becomes_ready_by_pages_and_imports_only(
    visitor: Visitor, monzo: Path, personio: Path
) -> None:
    steps.found(visitor)
    visitor.go("/frameworks/administration/imports/").upload("File", monzo)
    visitor.press("Look it over").press("Import as a draft").follow("Open the draft")
    visitor.press("Add a promotion between each level and the next")
    steps.publish(visitor)
    steps.import_people(visitor, personio)

    visitor.go("/frameworks/administration/levels/").sees("Engineer")
    place(visitor, "Engineer", "2")
    place(visitor, "Lead Engineer", "5")
    visitor.fill("From", "2026-01-01").press("Place people")
    to_tom, to_maya = steps.invite(visitor, "Tom Reyes", "Maya Okafor")
    steps.open_round(visitor, "Second half 2026", "Backend", without="Tom Reyes")

    visitor.choose_password(to_tom).sign_in("tom@example.test")
    visitor.go("/reviews/").follow("Maya Okafor")
    steps.answer_all(visitor, "4", "shows", "Seen in every project of the half-year.")
    visitor.sign_in(steps.HANA).go("/reviews/cycles").follow("Second half 2026")
    visitor.follow("Release").press("Release 1 result")

    visitor.choose_password(to_maya).sign_in("maya@example.test")
    visitor.sees("3 of 4 met")
    visitor.sign_in("tom@example.test").go("/team").sees("Ready").follow("Maya Okafor")
    visitor.follow("Endorse the move to L3")
    visitor.fill("Why do you endorse this move?", ENDORSEMENT)
    visitor.press("Endorse").sees("Endorsed.")
    visitor.sign_in("maya@example.test").sees("4 of 4 met")


def place(visitor: Visitor, title: str, level: str) -> None:
    """The job title stands for the level whose name ends like this."""
    field = visitor.page.get_by_label(title, exact=True)
    options = field.locator("option").all_inner_texts()
    [chosen] = [each for each in options if each.split("–")[0].strip().endswith(level)]
    field.select_option(label=chosen)
