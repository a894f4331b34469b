"""Names that changed over many statements at once: one event."""

from collections.abc import Iterator
from typing import Any

from trellis.framework.diff import Change, Kind, diff
from trellis.framework.model import Framework


def framework(theme: str = "delivery", level: str = "L1", count: int = 79) -> dict[str, Any]:
    """Two levels, two themes, `count` statements in the first theme at the first level."""
    statements = [{"id": f"s{n}", "text": f"Ships change {n}."} for n in range(count)]
    return {
        "id": "e",
        "title": "E",
        "tracks": [
            {
                "id": "ic",
                "title": "IC",
                "levels": [{"id": level, "rank": 1, "titles": [level]}, {"id": "L2", "rank": 2}],
            }
        ],
        "competencies": [
            {"id": theme, "title": theme, "levels": {level: statements, "L2": "todo"}},
            {"id": "craft", "title": "C", "levels": {"L2": [{"id": "x", "text": "Cuts wood."}]}},
        ],
        "moves": [{"id": "m", "from": f"ic/{level}", "to": "ic/L2", "carries": [theme]}],
    }


def changes(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    found = diff(Framework.model_validate(old), Framework.model_validate(new))
    yield from (*found.structure, *found.wording)


def test_a_theme_renamed_over_79_statements_is_one_event() -> None:
    assert list(changes(framework(), framework(theme="shipping"))) == [
        Change(Kind.RELABELLED, "competency", "shipping", "delivery", "shipping", count=79)
    ]


def test_a_level_renamed_is_one_event_and_its_moves_follow() -> None:
    assert list(changes(framework(), framework(level="junior"))) == [
        Change(Kind.RELABELLED, "level", "junior", "L1", "junior", count=79)
    ]


def test_a_theme_and_a_level_renamed_are_two_events() -> None:
    found = changes(framework(), framework(theme="shipping", level="junior"))
    assert [(c.kind, c.part) for c in found] == [
        (Kind.RELABELLED, "level"),
        (Kind.RELABELLED, "competency"),
    ]


def test_what_moves_against_the_new_names_is_told_apart() -> None:
    new = framework(theme="shipping")
    moved = new["competencies"][0]["levels"]["L1"].pop()
    new["competencies"][1]["levels"]["L1"] = [moved]
    assert [(c.kind, c.subject, c.count) for c in changes(framework(), new)] == [
        (Kind.RELABELLED, "shipping", 78),
        (Kind.MOVED, "s78", 1),
    ]


def test_a_theme_whose_statements_were_exchanged_was_not_renamed() -> None:
    new = framework(theme="shipping", count=1)
    new["competencies"][0]["levels"]["L1"] = [{"id": "n", "text": "Talks with guests daily."}]
    kinds = [(c.kind, c.subject) for c in changes(framework(count=1), new)]
    assert (Kind.ADDED, "shipping") in kinds
    assert (Kind.REMOVED, "delivery") in kinds
