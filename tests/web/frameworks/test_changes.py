"""What a draft changes is said with the titles of competencies."""

from trellis.framework.diff import Change, Kind
from trellis.framework.model import Framework
from trellis_web.frameworks.queries.changes import lines

NAMED = Framework.model_validate(
    {
        "id": "engineering",
        "title": "Engineering",
        "competencies": [{"id": "code-quality", "title": "Code quality"}],
    }
)


def where(change: Change) -> str:
    return lines((change,), NAMED)[0].where


def test_a_statement_stands_at_the_title_of_its_competency_and_its_level() -> None:
    reworded = Change(Kind.REWORDED, "statement", "s1", "Old.", "New.", "code-quality IC4")
    assert where(reworded) == "Code quality, IC4"


def test_a_competency_is_named_by_its_title() -> None:
    assert where(Change(Kind.CHANGED, "competency", "code-quality")) == "Code quality"


def test_a_statement_that_moved_tells_both_places_by_their_titles() -> None:
    moved = Change(Kind.MOVED, "statement", "s1", "code-quality IC3", "code-quality IC4")
    (line,) = lines((moved,), NAMED)
    assert "".join(text for text, _ in line.after) == "Code quality, IC4"


def test_what_nothing_names_keeps_its_id() -> None:
    assert where(Change(Kind.REMOVED, "statement", "s1", "Old.", "", "hiring M1")) == "hiring M1"
