"""What stands in a cell of the board: a value, not a row."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A rating without its words. No score and no step: not enough was seen."""

    score: int | None = None
    step: str = ""
    next: str = ""
