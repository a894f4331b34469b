"""The board as one page of it is shown."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _

from trellis_web.calibration.models import Session
from trellis_web.calibration.queries.board import Board, Group, Pile, board, by_rating
from trellis_web.calibration.queries.differences import Difference, differences
from trellis_web.calibration.queries.guides import last_shares
from trellis_web.calibration.queries.minutes import minutes_by
from trellis_web.calibration.queries.rows import Cell, Column, Row
from trellis_web.calibration.views.looks import Look
from trellis_web.frameworks.queries import resolved
from trellis_web.organisation.queries import state
from trellis_web.organisation.rules import Feature
from trellis_web.people.models import Person

ROWS = 60
"""People on one page."""


@dataclass(frozen=True, slots=True)
class Section:
    """The people of one manager on this page, and how many minutes each was spoken of."""

    key: int
    name: str
    mean: float | None
    minutes: float | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """One step of the scale, and how often it was given and stands there."""

    score: int
    word: str
    before: int
    now: int


@dataclass(frozen=True)
class Sheet:
    """One page of a board, for one look at it. Figures are over the whole board."""

    session: Session
    board: Board
    look: Look
    differences: tuple[Difference, ...]
    minutes: dict[str, float | None]
    has_minutes: bool
    guide: tuple[float, ...] = ()

    @cached_property
    def scale(self) -> tuple[str, ...]:
        """The five words of the family, lowest first."""
        version = self.session.family.current
        return resolved(version).framework.rating.scale if version else ("",) * 5

    @property
    def language(self) -> str:
        """The language of the framework, for what is quoted from it."""
        version = self.session.family.current
        return resolved(version).framework.language if version else ""

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels that the board can be narrowed to."""
        return tuple(sorted({*self.session.levels, *(row.level for row in self.board.rows)}))

    @property
    def ratings(self) -> int:
        """How many scores stand there."""
        return sum(self.board.now)

    @property
    def counts(self) -> tuple[Count, ...]:
        """How often each score stands there, in words and figures, lowest first."""
        rows = zip(self.scale, self.board.before, self.board.now, strict=True)
        return tuple(Count(score, *row) for score, row in enumerate(rows, start=1))

    @property
    def width(self) -> int:
        """How many columns the table has."""
        return len(self.columns) + 2

    @property
    def previous(self) -> Look | None:
        """The page before this one."""
        page = self.page
        return self.look.turned(page.previous_page_number()) if page.has_previous() else None

    @property
    def following(self) -> Look | None:
        """The page after this one."""
        page = self.page
        return self.look.turned(page.next_page_number()) if page.has_next() else None

    @cached_property
    def escaped_query(self) -> str:
        """The look as the beginning of every cell's address, escaped once."""
        return escape(self.look.query)

    @cached_property
    def titles(self) -> dict[str, str]:
        """The names of the competencies, by id."""
        return {column.slug: column.title for _at, column in self.columns}

    @property
    def title(self) -> str:
        """The name of the competency of the columns."""
        return self.titles.get(self.competency, "")

    @cached_property
    def columns(self) -> tuple[tuple[int, Column], ...]:
        """The competencies that somebody on the table is asked for, with their place in a row."""
        rows = self.board.rows
        return tuple(
            (at, column)
            for at, column in enumerate(self.board.columns)
            if any(row.cells[at] for row in rows)
        )

    @cached_property
    def page(self) -> Page[Row]:
        """The rows that are shown."""
        return Paginator(self.board.rows, ROWS).get_page(self.look.page)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The rows of the page, by manager."""
        shown = {row.participant for row in self.page}
        found = []
        for number, group in enumerate(self.board.groups, start=1):
            rows = tuple(row for row in group.rows if row.participant in shown)
            if rows:
                found.append(self._section(number, group, rows))
        return tuple(found)

    def _section(self, number: int, group: Group, rows: tuple[Row, ...]) -> Section:
        manager = group.manager
        named = manager.name if manager else _("Nobody leads them")
        name = named if self.look.is_named else _("Group %(n)d") % {"n": number}
        minutes = self.minutes.get(manager.name if manager else "")
        return Section(manager.pk if manager else 0, name, group.mean, minutes, rows)

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return {row.participant: n for n, row in enumerate(self.board.rows, start=1)}

    def name(self, row: Row) -> str:
        """Who it is; a number while names are off."""
        return row.person.name if self.look.is_named else self.number(row.participant)

    def number(self, participant: int) -> str:
        """Somebody without their name."""
        return _("Person %(n)d") % {"n": self._numbers.get(participant, 0)}

    def named(self, name: str, participant: int) -> str:
        """The name of somebody on the table, or their number while names are off."""
        return name if self.look.is_named else self.number(participant)

    @property
    def competency(self) -> str:
        """The competency of the columns: the one asked for, or the first."""
        asked = self.look.competency
        return asked if asked in self.titles else next(iter(self.titles), "")

    @cached_property
    def piles(self) -> tuple[Pile, ...]:
        """The people by their rating in that competency."""
        return by_rating(self.board, self.competency)

    def cell(self, participant: int, slug: str) -> tuple[Row, Cell] | None:
        """One cell of the page with its row; None when it is not on it."""
        row = next((row for row in self.page if row.participant == participant), None)
        found = next((c for c in row.cells if c and c.competency == slug), None) if row else None
        return (row, found) if row and found else None


def sheet_of(session: Session, look: Look, *, to: Person, now: datetime) -> Sheet:
    """The board of a session as `to` looks at it. Seven queries while nothing is measured
    of managers and minutes, however many people."""
    today, features = timezone.localdate(now), state()
    part = getattr(session, "part", None) or ""
    found = board(session, to=to, level=look.level, part=part, today=today)
    compared = differences(found, to=to) if features.is_on(Feature.RATER_SEVERITY) else ()
    has_minutes = features.is_on(Feature.MINUTES)
    spent = minutes_by("manager", session, to=to, now=now) if has_minutes else ()
    minutes = {each.name: each.each for each in spent}
    guide = last_shares(session) if session.shows_guide else ()
    return Sheet(session, found, look, compared, minutes, has_minutes, guide)
