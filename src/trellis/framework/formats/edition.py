"""Which edition of a framework a file holds: what the framework itself does not say."""

from dataclasses import dataclass
from datetime import UTC, datetime

NO_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands where a format asks for a moment and nobody knows one, so that files stay the same."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A published version by number and moment, with its note; a draft has neither."""

    number: int | None = None
    published: datetime | None = None
    note: str = ""
    publisher: str = ""

    @property
    def moment(self) -> datetime:
        """When it was published; the same fixed moment for every draft."""
        return self.published or NO_MOMENT
