"""The figures of a closed panel, in the order and the words in which they are shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trellis_web.validation.models import Panel
from trellis_web.validation.queries.validated import Validation
from trellis_web.validation.rules import Figures, agreement_words, ranked, verdict

Asked = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the draft with its figures, of everybody and of each group apart."""

    id: str
    text: str
    competency: str
    title: str
    level: str
    figures: Figures
    words: str
    verdict: str
    is_changed: bool
    apart: tuple[tuple[str, Figures], ...]


def lines(validation: Validation) -> list[Line]:
    """The sentences, the one on which readers agree least first."""
    asked: Asked = validation.panel.results["statements"]
    groups = validation.figures
    everybody = groups["all"]
    return [
        Line(
            name,
            asked[name]["text"],
            asked[name]["competency"],
            asked[name]["title"],
            asked[name]["level"],
            everybody[name],
            agreement_words(everybody[name]),
            verdict(everybody[name]),
            name in validation.changed,
            tuple(
                (group, groups[group][name])
                for group in ("manager", "senior")
                if name in groups[group]
            ),
        )
        for name in ranked(everybody)
    ]


def unanswered(panel: Panel) -> list[Mapping[str, Any]]:
    """Sentences about which too few people answered for a figure."""
    asked: Asked = panel.results["statements"]
    figures = panel.results["figures"]["all"]
    return [each for name, each in asked.items() if name not in figures]
