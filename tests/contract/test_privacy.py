"""Every field of every model has a privacy class and a rule on how long it is kept."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
import yaml
from django.apps import apps

from tests.contract.tree import WEB

CLASSES = ("public", "internal", "personal", "sensitive")
Fields = dict[str, list[str]]


def policy() -> dict[str, Any]:
    """The policy document."""
    return yaml.safe_load((WEB / "policies" / "retention.yaml").read_text(encoding="utf-8"))


def model_fields() -> Fields:
    """Stored fields by model, the join tables of many-to-many fields included.

    Left out are primary keys that Django adds: a number says nothing without its row.
    """
    return {
        model._meta.label: [
            field.name for field in model._meta.concrete_fields if not field.auto_created
        ]
        for model in apps.get_models(include_auto_created=True)
    }


def policy_faults(document: dict[str, Any], models: Fields) -> list[str]:
    """A sentence for every field without a class, and for every entry that speaks of nothing."""
    listed: dict[str, dict[str, Any]] = document["models"]
    unknown = [f"{label} is no model." for label in listed.keys() - models.keys()]
    faults = [
        fault
        for label, fields in models.items()
        for fault in _faults_of(label, fields, listed.get(label, {}), document["rules"])
    ]
    return sorted(unknown + faults)


def _faults_of(
    label: str, fields: Iterable[str], entry: dict[str, Any], rules: dict[str, Any]
) -> Iterator[str]:
    if entry.get("keep") not in rules:
        yield f"{label} has no rule on how long it is kept."
    if unknown := entry.keys() - {"keep", *CLASSES}:
        yield f"{label} has the unknown class {', '.join(sorted(unknown))}."
    classed = Counter(name for each in CLASSES for name in entry.get(each, []))
    yield from (f"{label}.{name} has no privacy class." for name in set(fields) - classed.keys())
    yield from (f"{label}.{name} is no field." for name in classed.keys() - set(fields))
    yield from (f"{label}.{name} has two classes." for name, n in classed.items() if n > 1)


def test_every_field_has_a_privacy_class_and_a_retention_rule() -> None:
    assert policy_faults(policy(), model_fields()) == []


@pytest.mark.parametrize("rule", policy()["rules"].items(), ids=lambda rule: rule[0])
def test_a_retention_rule_says_how_long_after_what_and_why(rule: tuple[str, Any]) -> None:
    _, content = rule
    assert content.keys() == {"months", "after", "why"}
    assert (content["months"] is None) == (content["after"] is None)


RULES: dict[str, Any] = {"case": {}}
NOTE = {"Note": ["text"]}


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ({"keep": "case"}, "Note.text has no privacy class."),
        ({"keep": "case", "public": ["text", "text"]}, "Note.text has two classes."),
        ({"keep": "case", "public": ["text", "gone"]}, "Note.gone is no field."),
        ({"keep": "case", "public": ["text"], "secret": []}, "Note has the unknown class secret."),
        ({"keep": "for good", "public": ["text"]}, "Note has no rule on how long it is kept."),
    ],
)
def test_a_gap_in_the_policy_is_noticed(entry: dict[str, Any], fault: str) -> None:
    assert policy_faults({"rules": RULES, "models": {"Note": entry}}, NOTE) == [fault]


def test_a_model_that_is_not_in_the_policy_is_noticed() -> None:
    assert policy_faults({"rules": RULES, "models": {}}, NOTE) == [
        "Note has no rule on how long it is kept.",
        "Note.text has no privacy class.",
    ]


def test_an_entry_about_a_model_that_is_gone_is_noticed() -> None:
    document = {"rules": RULES, "models": {"Gone": {"keep": "case"}}}
    assert policy_faults(document, {}) == ["Gone is no model."]
