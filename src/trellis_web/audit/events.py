"""Typed payloads: one frozen dataclass per audit tag, each with the sentence that presents it."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, ClassVar, TypeVar


class Payload(ABC):
    """What happened. Subclasses are frozen dataclasses registered with `audited`."""

    tag: ClassVar[str]

    @abstractmethod
    def sentence(self) -> str:
        """What happened, in words; never more than the reader of the trail may know."""

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)  # type: ignore[call-overload,no-any-return]


T = TypeVar("T", bound=type[Payload])
payloads: dict[str, type[Payload]] = {}


def audited(tag: str) -> Callable[[T], T]:
    """Registers a payload under its tag (`noun:past-participle`). A tag is used once."""

    def register(payload: T) -> T:
        if tag in payloads:
            raise TypeError(f"the tag {tag} is taken")
        payload.tag = tag
        payloads[tag] = payload
        return payload

    return register


def present(tag: str, payload: dict[str, Any]) -> str:
    """The sentence of a stored event."""
    return payloads[tag](**payload).sentence()
