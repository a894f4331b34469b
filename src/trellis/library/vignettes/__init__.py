"""Written descriptions of somebody's half-year, to rate sentences on, to copy and to change.

They say what was done and leave things out on purpose: that a reader cannot tell is an answer too.
"""

from dataclasses import dataclass
from importlib.resources import files

import yaml

GENERAL = "general"


@dataclass(frozen=True, slots=True)
class Example:
    """One description; `title` is the name of an invented person."""

    id: str
    title: str
    text: str


def examples(family: str = "") -> tuple[Example, ...]:
    """The descriptions for a job family, and those that fit every one."""
    folder = files(__package__)
    found = [folder.joinpath(f"{name}.yaml") for name in (family, GENERAL) if name]
    texts = (each.read_text(encoding="utf-8") for each in found if each.is_file())
    return tuple(Example(**each) for text in texts for each in yaml.safe_load(text))
