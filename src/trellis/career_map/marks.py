"""What is drawn on a map for one reader, in their language."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Words:
    """The few words of a map. `line` has a place for the title of a line."""

    title: str
    rank: str
    here: str
    here_short: str
    equal: str
    individual: str
    line: str


@dataclass(frozen=True, slots=True)
class State:
    """How a station stands towards the reader: `css` is "me", "next" or "held"."""

    css: str
    words: str


@dataclass(frozen=True, slots=True)
class Marks:
    """By the key of a stop: its state, what of it carries over, and what stands under its title.

    `shown` is the stop that is open beside the map; `href` is what the address of a station begins
    with, empty for a picture without links.
    """

    words: Words
    states: Mapping[str, State] = field(default_factory=dict)
    carried: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    shown: str = ""
    href: str = ""
