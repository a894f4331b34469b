"""How a board is looked at: everything that its address says."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

HEATMAP, RATING = "heatmap", "rating"
OFF = "off"


@dataclass(frozen=True, slots=True)
class Look:
    """The view, one level or all (""), the page, the competency of the columns; names or none.

    `cell` is the one that is open, `to` the rating that was chosen for it.
    """

    view: str = HEATMAP
    level: str = ""
    page: str = ""
    competency: str = ""
    is_named: bool = True
    cell: str = ""
    to: int | None = None

    @property
    def participant(self) -> int:
        """Whose cell is open; 0 for none."""
        head = self.cell.partition("-")[0]
        return int(head) if head.isascii() and head.isdecimal() and len(head) < 19 else 0

    @property
    def slug(self) -> str:
        """The competency of the open cell."""
        return self.cell.partition("-")[2]

    @property
    def query(self) -> str:
        """The look as a query, without the cell; empty, or with an ampersand behind it."""
        said = {
            "view": self.view if self.view != HEATMAP else "",
            "level": self.level,
            "page": self.page,
            "competency": self.competency,
            "names": "" if self.is_named else OFF,
        }
        query = urlencode({name: value for name, value in said.items() if value})
        return f"{query}&" if query else ""

    @property
    def heatmap(self) -> "Look":
        """The same as a heatmap."""
        return replace(self, view=HEATMAP, competency="", page="")

    @property
    def rating(self) -> "Look":
        """The same by rating."""
        return replace(self, view=RATING, page="")

    @property
    def presenting(self) -> "Look":
        """The same with names off, or on again."""
        return replace(self, is_named=not self.is_named)

    def opened(self, cell: str) -> "Look":
        """The same with a cell open."""
        return replace(self, cell=cell, to=None)

    def turned(self, page: int) -> "Look":
        """Another page."""
        return replace(self, page=str(page))


def look_of(request: HttpRequest) -> Look:
    """What the address asks for; what it should not say is left out."""
    asked: QueryDict = request.GET
    to = asked.get("to", "")
    return Look(
        view=RATING if asked.get("view") == RATING else HEATMAP,
        level=asked.get("level", "")[:100],
        page=asked.get("page", "")[:6],
        competency=asked.get("competency", "")[:100],
        is_named=asked.get("names") != OFF,
        cell=asked.get("cell", "")[:120],
        to=int(to) if to in {"1", "2", "3", "4", "5"} else None,
    )
