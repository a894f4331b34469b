"""The agreement on personal data, as data: `policies/agreement.yaml` beside `retention.yaml`."""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from trellis_web.organisation.rules.features import Feature

PERSONAL = {"personal", "sensitive"}
"""Classes of `retention.yaml` that say something about a person."""


@dataclass(frozen=True, slots=True)
class Processing:
    """One purpose for which personal data are processed.

    `data` names models (`people.Absence`) or whole apps (`levelling`), `readers` keys of
    `readers()`; without a `switch` it is always on.
    """

    id: str
    title: str
    purpose: str
    data: tuple[str, ...]
    readers: tuple[str, ...]
    switch: Feature | None


@dataclass(frozen=True, slots=True)
class Term:
    """How long something is kept: `months` after something, or for as long as it is wanted."""

    months: int | None
    after: str | None
    why: str


@cache
def _document(name: str) -> dict[str, Any]:
    text = resources.files("trellis_web.policies").joinpath(name).read_text("utf-8")
    document: dict[str, Any] = yaml.safe_load(text)
    return document


@cache
def agreement() -> tuple[Processing, ...]:
    """Every processing, in the order of the document."""
    return read(_document("agreement.yaml"))


def read(document: dict[str, Any]) -> tuple[Processing, ...]:
    """The processings of a document. `KeyError` or `ValueError` for a wrong one."""
    return tuple(
        Processing(
            id=name,
            title=entry["title"],
            purpose=entry["purpose"],
            data=tuple(entry["data"]),
            readers=tuple(entry["readers"]),
            switch=Feature(entry["switch"]) if entry["switch"] else None,
        )
        for name, entry in document["processings"].items()
    )


def readers() -> dict[str, str]:
    """Who a key of `Processing.readers` means, in words."""
    found: dict[str, str] = _document("agreement.yaml")["readers"]
    return found


@cache
def terms_of(processing: Processing) -> tuple[Term, ...]:
    """How long what it holds about people is kept, by `retention.yaml`; empty when nothing is."""
    policy = _document("retention.yaml")
    kept = [
        entry["keep"]
        for model, entry in policy["models"].items()
        if PERSONAL & entry.keys() and covering(model, agreement()) is processing
    ]
    return tuple(Term(**policy["rules"][rule]) for rule in dict.fromkeys(kept))


def covering(model: str, processings: tuple[Processing, ...]) -> Processing | None:
    """The processing that speaks of a model: by its own name, or else by its app."""
    app = model.partition(".")[0]
    named = (each for name in (model, app) for each in processings if name in each.data)
    return next(named, None)
