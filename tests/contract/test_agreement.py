"""The agreement on personal data speaks of every table that holds any, and of every reader."""

from typing import Any

import pytest

from tests.contract.test_privacy import policy
from trellis_web.organisation.rules import WATCHING
from trellis_web.organisation.rules.agreement import (
    PERSONAL,
    Processing,
    agreement,
    covering,
    read,
    readers,
    terms_of,
)


def personal(models: dict[str, Any]) -> set[str]:
    """The models that hold something about a person."""
    return {name for name, entry in models.items() if PERSONAL & entry.keys()}


def agreement_faults(
    processings: tuple[Processing, ...], models: dict[str, Any], words: set[str]
) -> list[str]:
    """A sentence for every table that is not spoken of, and every name that means nothing."""
    apps = {name.partition(".")[0] for name in models}
    faults = [
        f"{model} is in no processing of agreement.yaml."
        for model in sorted(personal(models))
        if covering(model, processings) is None
    ]
    for each in processings:
        faults += [
            f"{each.id}: {name} is no table."
            for name in each.data
            if name not in apps and name not in models
        ]
        faults += [f"{each.id}: {name} is no reader." for name in each.readers if name not in words]
        faults += [f"{each.id} is read by nobody."] if not each.readers else []
        faults += [f"{each.id} stores nothing and has no switch."] * (
            not each.data and each.switch is None
        )
    named = [name for each in processings for name in each.data]
    twice = {name for name in named if named.count(name) > 1}
    return faults + [f"{name} is in two processings." for name in twice]


def test_every_table_about_people_is_in_the_agreement() -> None:
    assert agreement_faults(agreement(), policy()["models"], set(readers())) == []


def test_what_could_watch_people_has_a_processing_with_its_switch() -> None:
    assert {each.switch for each in agreement()} >= WATCHING


def test_whatever_is_stored_says_for_how_long() -> None:
    assert [each.id for each in agreement() if each.data and not terms_of(each)] == []


ENTRY: dict[str, Any] = {
    "title": "Notes", "purpose": "To remember.", "data": ["notes"], "readers": ["self"],
    "switch": None,
}  # fmt: skip
MODELS = {"notes.Note": {"personal": ["text"]}, "notes.Kind": {"public": ["name"]}}


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"data": ["notes.Kind"]}, "notes.Note is in no processing of agreement.yaml."),
        ({"data": ["notes", "gone"]}, "notes: gone is no table."),
        ({"readers": ["everybody"]}, "notes: everybody is no reader."),
        ({"readers": []}, "notes is read by nobody."),
        ({"data": ["notes", "notes"]}, "notes is in two processings."),
    ],
)
def test_a_gap_in_the_agreement_is_noticed(changed: dict[str, Any], fault: str) -> None:
    processings = read({"processings": {"notes": ENTRY | changed}})
    assert agreement_faults(processings, MODELS, {"self"}) == [fault]


def test_an_unknown_switch_is_noticed() -> None:
    with pytest.raises(ValueError, match="mind-reading"):
        read({"processings": {"notes": ENTRY | {"switch": "mind-reading"}}})
