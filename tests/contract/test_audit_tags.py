"""Every audit tag has a frozen payload, and a sentence for whatever it may hold."""

import dataclasses
import re
from collections.abc import Iterator
from itertools import product
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from trellis_web.audit.events import Payload, payloads, present

TAG = re.compile(r"[a-z-]+:[a-z-]+")
SAMPLES: dict[type, tuple[Any, ...]] = {
    bool: (False, True),
    int: (1, 7),
    str: ("", "absent", "Ten of 10% & <b>"),
    NoneType: (None,),
}


def samples(payload: type[Payload]) -> Iterator[dict[str, Any]]:
    """Fields of stored events of this kind: short and long, with and without what may be absent."""
    hints = get_type_hints(payload)
    fields = list(hints.keys() - {"tag"})
    choices = [list(_values(hints[name])) for name in fields]
    longest = max(map(len, choices), default=1)
    if len(fields) <= 4:
        combinations = list(product(*choices))
    else:
        combinations = [tuple(c[n % len(c)] for c in choices) for n in range(longest)]
    return (dict(zip(fields, values, strict=True)) for values in combinations)


def _values(hint: Any) -> Iterator[Any]:
    if isinstance(hint, UnionType):
        for part in get_args(hint):
            yield from _values(part)
    elif get_origin(hint) in (list, tuple):
        part = list(_values(get_args(hint)[0]))
        yield from ([], part[:1], part)
    else:
        yield from SAMPLES[hint]


def payload_faults(tag: str, payload: type[Payload]) -> list[str]:
    """What is wrong with a tag and its payload; empty when nothing is."""
    parameters = getattr(payload, "__dataclass_params__", None)
    if parameters is None or not parameters.frozen:
        return [f"{tag}: {payload.__name__} is no frozen dataclass."]
    faults = [] if TAG.fullmatch(tag) else [f"{tag} is not a noun, a colon and what happened."]
    for values in samples(payload):
        try:
            sentence = present(tag, values) if tag in payloads else payload(**values).sentence()
        except (KeyError, TypeError, ValueError) as error:
            return [*faults, f"{tag} cannot be said of {values}: {error!r}"]
        if not re.match(r"[A-Z0-9“]", sentence) or "%(" in sentence:
            faults.append(f"{tag} is no sentence: {sentence!r}")
    return faults


@pytest.mark.parametrize("tag", sorted(payloads))
def test_a_tag_has_a_payload_and_a_sentence(tag: str) -> None:
    assert payload_faults(tag, payloads[tag]) == []


def test_there_are_tags_of_every_app_that_writes() -> None:
    apps = {payload.__module__.split(".")[1] for payload in payloads.values()}
    assert apps >= {"access", "people", "frameworks", "growth", "reviews"}


@dataclasses.dataclass
class Mutable(Payload):
    """Can be changed after the fact."""

    def sentence(self) -> str:
        return "Something happened."


@dataclasses.dataclass(frozen=True)
class Broken(Payload):
    """Names a value that it does not have."""

    person: int

    def sentence(self) -> str:
        return "Person {somebody} left.".format(**self.as_dict())


@dataclasses.dataclass(frozen=True)
class Mute(Payload):
    """Says nothing."""

    person: int | None

    def sentence(self) -> str:
        return "" if self.person is None else "Person left."


@pytest.mark.parametrize(
    ("tag", "payload", "fault"),
    [
        ("person:left", Mutable, "person:left: Mutable is no frozen dataclass."),
        (
            "person:left",
            Broken,
            "person:left cannot be said of {'person': 1}: KeyError('somebody')",
        ),
        ("person:left", Mute, "person:left is no sentence: ''"),
    ],
)
def test_a_payload_that_cannot_be_presented_is_noticed(
    tag: str, payload: type[Payload], fault: str
) -> None:
    assert payload_faults(tag, payload) == [fault]
