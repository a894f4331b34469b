"""Two windows and one answer: which of the fields that were sent may be stored. Pure values.

A page carries, for each field that it shows, the digest of what was stored at that moment: its
base. A field that still has its base was not touched on the page, and stays as it is stored. A
touched one is stored when nobody touched it elsewhere, or said the same there. So fields of two
windows never lose each other, and sending something twice changes nothing.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from trellis_web.reviews.rules.answers import Answer

RATING = ("score", "step", "is_unseen")
Parts = Mapping[str, Any]
"""What is said, by field: `rating`, `next`, `reason`, `cites` of an answer, `text` of a text."""


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer as a page sent it. Without `cites` they stay; without `base` it simply counts."""

    answer: Answer
    cites: frozenset[int] | None = None
    base: str | None = None

    @property
    def parts(self) -> dict[str, Any]:
        """The fields of it."""
        return parts_of(self.answer, self.cites)


@dataclass(frozen=True, slots=True)
class SentText:
    """A text as a page sent it."""

    text: str
    base: str | None = None


class Clash(Exception):
    """The same fields were changed elsewhere, to something else. Nothing was merged."""

    def __init__(self, fields: Collection[str]) -> None:
        self.fields = frozenset(fields)
        super().__init__(", ".join(sorted(fields)))


def parts_of(answer: Answer, cites: Collection[int] | None) -> dict[str, Any]:
    """An answer and what it cites, by field; `cites` is left out where there are none to choose."""
    parts: dict[str, Any] = {
        "rating": [getattr(answer, name) for name in RATING],
        "next": answer.next,
        "reason": answer.reason,
    }
    return parts if cites is None else parts | {"cites": sorted(cites)}


def answer_from(parts: Parts) -> Answer:
    """The answer in these fields."""
    rating = dict(zip(RATING, parts["rating"], strict=True))
    return replace(Answer(**rating), next=parts["next"], reason=parts["reason"])


def base_of(parts: Parts) -> str:
    """The digests of these fields, as a page carries them: `next:6b86b273 reason:d4735e3a`."""
    return " ".join(f"{name}:{_digest(said)}" for name, said in sorted(parts.items()))


def merged(stored: Parts, sent: Parts, base: str | None) -> dict[str, Any]:
    """What is to be stored: `stored` with the fields that were touched on the page.

    A field that the base does not name was not on the page. Raises `Clash`.
    """
    if base is None:
        return {**stored, **sent}
    known = _read(base)
    touched = {n: s for n, s in sent.items() if n in known and _digest(s) != known[n]}
    clashing = [
        name
        for name, said in touched.items()
        if said != stored[name] and _digest(stored[name]) != known[name]
    ]
    if clashing:
        raise Clash(clashing)
    return {**stored, **touched}


def rebased(base: str, stored: Parts, fields: Collection[str]) -> str:
    """The base of a page that has shown what is stored in these fields by now."""
    known = _read(base) | {name: _digest(stored[name]) for name in fields}
    return " ".join(f"{name}:{digest}" for name, digest in sorted(known.items()))


def _read(base: str) -> dict[str, str]:
    pairs = (word.partition(":") for word in base.split())
    return {name: digest for name, _, digest in pairs}


def _digest(said: Any) -> str:
    return sha256(json.dumps(said).encode()).hexdigest()[:12]
