"""Digests of the parts of a framework that people sign: each competency, and the structure.

A digest changes exactly when the part does: another word in a competency leaves the others and the
structure as they are; another criterion leaves every competency as it is.
"""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from trellis.framework.diff import WORDS
from trellis.framework.model import Competency, Framework
from trellis.framework.plain import plain

STRUCTURE = ""
"""The name of the part that is not one competency; no competency has an empty id."""
ABOUT_THE_FILE = frozenset({"extra", "lint"})
BY_ID = frozenset({"expects", "glossary", "levels", "steps"})
"""Keys whose groups are keyed by ids or terms: a level may well have the id `title`."""


def part_digests(framework: Framework) -> dict[str, str]:
    """The SHA-256 of every part by its name: `STRUCTURE` and the ids of its own competencies.

    Included competencies belong to the framework that they come from.
    """
    return {
        STRUCTURE: structure_digest(framework),
        **{each.id: competency_digest(each) for each in framework.competencies},
    }


def competency_digest(competency: Competency) -> str:
    """Of everything that a competency says, in any language, without private `x-` keys."""
    return _digest(_without(plain(competency), lambda key: key.startswith("x-")))


def structure_digest(framework: Framework) -> str:
    """Of what is asked of whom: levels, statuses, statement ids, moves, criteria; not of wording.

    Keys that the diff counts as wording (`WORDS`) are left out, as are `x-` keys and what
    concerns the file alone: unplaced parts and silenced rules.
    """
    values = {key: value for key, value in plain(framework).items() if key not in ABOUT_THE_FILE}
    return _digest(_without(values, lambda key: key in WORDS or key.startswith("x-")))


def whole_digest(framework: Framework) -> str:
    """Of all parts together."""
    return _digest(part_digests(framework))


def _without(value: Any, is_left_out: Callable[[str], bool]) -> Any:
    """The value without some keys; what is keyed by ids (`levels`, ...) keeps all of them."""
    if isinstance(value, list):
        return [_without(each, is_left_out) for each in value]
    if not isinstance(value, dict):
        return value
    kept = {key: inner for key, inner in value.items() if not is_left_out(key)}
    return {
        key: {id_: _without(each, is_left_out) for id_, each in inner.items()}
        if key in BY_ID and isinstance(inner, dict)
        else _without(inner, is_left_out)
        for key, inner in kept.items()
    }


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, default=str).encode()).hexdigest()
