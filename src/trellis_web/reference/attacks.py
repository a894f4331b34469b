"""The attacks of the design, each with the tests that play it."""

from collections.abc import Iterator
from functools import cache
from importlib import resources

import yaml

from trellis_web.reference.markdown import page, table

INTRODUCTION = (
    "Every attack that the design names, what it gets, and the tests that play it. A test checks "
    "that none is missing and that every test exists."
)


@cache
def attacks() -> dict[str, dict[str, list[str]]]:
    """Tests (`path::name`, from `tests/` on) by attack, by what they attack."""
    text = resources.files("trellis_web.policies").joinpath("attacks.yaml").read_text()
    found: dict[str, dict[str, list[str]]] = yaml.safe_load(text)
    return found


def attack_page() -> str:
    """The page: a table for each kind of attack."""
    return page("Attacks", INTRODUCTION, *_sections())


def _sections() -> Iterator[str]:
    for about, cases in attacks().items():
        rows = [(attack, "<br>".join(map(_link, tests))) for attack, tests in cases.items()]
        yield f"## {about}"
        yield table(("Attack [what it gets]", "Played by"), rows)


def _link(test: str) -> str:
    path, name = test.split("::")
    words = name.removeprefix("test_").replace("_", " ")
    return f"[{words}](../../tests/{path})"
