"""The facts file: exact keys, exact types, a place for every problem."""

import json
from datetime import date
from typing import Any

import pytest

from trellis.findings import BadInput
from trellis.readiness.facts import CycleKind, Facts

WHOLE: dict[str, Any] = {
    "cycles": [
        {
            "seq": 7,
            "kind": "review",
            "from": "2026-01-01",
            "to": "2026-06-30",
            "seen_to": "2026-06-15",
            "absent": False,
            "calibrated": True,
            "ratings": {"design": {"score": 4, "next": "shows", "step": "working"}},
        }
    ],
    "sightings": [{"competency": "design", "next": "shows", "on": "2026-09-01"}],
    "months_in_level": 14,
    "metrics": {"quota": [101, 97.5, 110, 120]},
    "statements": {"scope": {"evidence": 2, "confirmed": 1}},
    "endorsements": {"manager": 1},
    "waived": {"tenure": "reason"},
}


def test_the_published_form_is_read() -> None:
    facts = Facts.read(json.dumps(WHOLE))
    (cycle,) = facts.cycles
    assert (cycle.kind, cycle.from_, cycle.calibrated) == (CycleKind.REVIEW, date(2026, 1, 1), True)


@pytest.mark.parametrize("key", WHOLE)
def test_every_key_may_be_absent(key: str) -> None:
    rest = {name: value for name, value in WHOLE.items() if name != key}
    assert getattr(Facts.read(json.dumps(rest)), key) == getattr(Facts(), key)


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"month": 3}, r"^mine.json: month: Unknown key"),
        ({"cycles": [{"seq": 1, "rating": {}}]}, r"mine.json: cycles\[0\].rating: Unknown key"),
        (
            {"cycles": [{"ratings": {"a": {"score": 6}}}]},
            r"cycles\[0\].ratings.a.score: .*equal to 5",
        ),
        (
            {"cycles": [{"ratings": {"a": {"score": 0}}}]},
            r"cycles\[0\].ratings.a.score: .*equal to 1",
        ),
        ({"cycles": [{"ratings": {"a": {"score": "4"}}}]}, r"ratings.a.score: .*valid integer"),
        ({"cycles": [{"seq": 4}, {"seq": 4}]}, "Two cycles have the seq 4"),
        (
            {"cycles": [{"from": "2026-02-01", "to": "2026-01-01"}]},
            "before it starts on 2026-02-01",
        ),
        ({"months_in_level": -1}, "months_in_level: .*equal to 0"),
        ({"waived": {"tenure": " "}}, "waived.tenure: "),
        ([], "mine.json: Input should be an object"),
    ],
)
def test_a_wrong_fact_is_refused_with_its_place(facts: Any, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        Facts.read(json.dumps(facts), "mine.json")


def test_a_file_that_is_no_json_is_refused() -> None:
    with pytest.raises(BadInput, match=r"mine.json: Invalid JSON"):
        Facts.read("{", "mine.json")
