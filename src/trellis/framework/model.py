"""The framework document `trellis/1`: one job family, its tracks, competencies and moves.

Order in the file is order on the screen. Ids are slugs or UUIDs and are never reused.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from trellis.framework.base import Part, Slug, Text
from trellis.framework.silences import Silences
from trellis.readiness.criteria import Criterion

SCHEMA = "trellis/1"
DEFAULT_SCALE = ("Not yet", "Partly", "Meets", "Often exceeds", "Consistently exceeds")

REF_PATTERN = r"^[^/\s]+/[^/\s]+(/[^/\s]+)?$"
Ref = Annotated[str, Field(pattern=REF_PATTERN)]
"""`track/LEVEL`, or `family/track/LEVEL` when it leads to another family."""


class CellStatus(StrEnum):
    """Why a cell holds no statements of its own."""

    AS_BELOW = "as_below"
    NOT_EXPECTED = "not_expected"
    TODO = "todo"


class Statement(Part):
    """One behavioural sentence. `text` binds; `texts` are translations by language."""

    id: Slug
    text: Text
    texts: dict[str, Text] = {}
    star: bool = False
    examples: tuple[Text, ...] = ()
    links: tuple[Text, ...] = ()
    marked: tuple[Text, ...] = ()


def _cell_kind(value: Any) -> str:
    """Which of the two a cell is, so that an error speaks of that one only."""
    return "statements" if isinstance(value, list | tuple) else "status"


Cell = Annotated[
    Annotated[tuple[Statement, ...], Tag("statements")] | Annotated[CellStatus, Tag("status")],
    Discriminator(_cell_kind),
]


class Rating(Part):
    """How people are rated: by score against the level, or by the step they show."""

    basis: Literal["level", "step"] = "level"
    scale: Annotated[tuple[Text, ...], Field(min_length=5, max_length=5)] = DEFAULT_SCALE


class Level(Part):
    """One stage of a track. `rank` is comparable over tracks; `titles` may vary by market."""

    id: Slug
    rank: int
    titles: tuple[Text, ...] = ()
    summary: Text | None = None
    scope: Text | None = None
    band: str | None = None

    @property
    def title(self) -> str:
        """The first title, or the id."""
        return self.titles[0] if self.titles else self.id


class Track(Part):
    """A named path through levels."""

    id: Slug
    title: Text
    kind: Literal["individual", "management", "other"] = "individual"
    levels: tuple[Level, ...] = ()


class Competency(Part):
    """What is asked for, per level (`levels`) or per proficiency step (`steps` + `expects`)."""

    id: Slug
    title: Text
    kind: Literal["core", "functional", "leadership"] = "functional"
    summary: Text | None = None
    aliases: tuple[Text, ...] = ()
    tracks: tuple[Slug, ...] = ()
    weight: float | None = None
    levels: dict[Slug, Cell] = {}
    steps: dict[Slug, tuple[Statement, ...]] = {}
    expects: dict[Slug, str] = {}

    @model_validator(mode="after")
    def _is_matrix_or_steps(self) -> "Competency":
        if self.levels and (self.steps or self.expects):
            raise ValueError(
                f"competency '{self.id}' has both 'levels' and 'steps'; use one of them"
            )
        known = {*self.steps, *CellStatus}
        for level, step in self.expects.items():
            if step not in known:
                raise ValueError(
                    f"competency '{self.id}' expects the unknown step '{step}' at {level}"
                )
        return self

    def statements(self) -> Iterator[Statement]:
        """Every statement written here, in file order."""
        cells = [*self.levels.values(), *self.steps.values()]
        for cell in cells:
            if not isinstance(cell, CellStatus):
                yield from cell


class Move(Part):
    """An edge between two levels with its criteria and the rule that decides."""

    id: Slug
    kind: Literal["promotion", "crossover", "lateral", "return"] = "promotion"
    from_: Ref = Field(alias="from")
    to: Ref
    title: Text | None = None
    decision: Literal["all", "judgement"] | dict[Literal["at_least"], int] = "all"
    criteria: tuple[Criterion, ...] = ()
    carries: tuple[Slug, ...] = ()
    gaps: tuple[Slug, ...] = ()
    lands_on: Literal["last_held", "equivalent"] | None = None

    @property
    def at_least(self) -> int | None:
        """The n of `decision: {at_least: n}`; None for `all` and `judgement`."""
        return self.decision["at_least"] if isinstance(self.decision, dict) else None

    @property
    def is_judgement(self) -> bool:
        """True when findings are shown and people decide."""
        return self.decision == "judgement"

    def leaves(self) -> Iterator[Criterion]:
        """All single conditions of the move, in file order."""
        for criterion in self.criteria:
            yield from criterion.leaves()


class Equivalence(Part):
    """Two levels that count as one stage, or (`equal: false`) expressly do not."""

    a: Ref
    b: Ref
    equal: bool = True


class Extra(Part):
    """Something an importer met and could not place; kept, so that nothing is lost."""

    place: str
    value: Any


class Framework(Part):
    """A whole framework file: one job family."""

    schema_: Literal["trellis/1"] = Field(default="trellis/1", alias="schema")
    id: Slug
    title: Text
    language: str = "en"
    summary: Text | None = None
    include: tuple[Slug, ...] = ()
    hide: tuple[Slug, ...] = ()
    glossary: dict[str, Text] = {}
    lint: Silences = Silences()
    rating: Rating = Rating()
    tracks: tuple[Track, ...] = ()
    competencies: tuple[Competency, ...] = ()
    moves: tuple[Move, ...] = ()
    equivalences: tuple[Equivalence, ...] = ()
    extra: tuple[Extra, ...] = ()

    def levels(self) -> Iterator[tuple[Track, Level]]:
        """Every level with its track, in file order."""
        for track in self.tracks:
            for level in track.levels:
                yield track, level

    def statements(self) -> Iterator[Statement]:
        """Every statement written in this file, in file order."""
        for competency in self.competencies:
            yield from competency.statements()
