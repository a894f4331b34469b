"""One page of a resource: rows after a cursor, in an order that every key decides.

A cursor is signed: it holds the last value and key of a page, and nobody can make one up. What is
added or removed meanwhile moves no row from one page to another.
"""

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from trellis_web.api.schemas.base import Problem


class Unoffered(Exception):
    """A filter, order, expansion or cursor that is none here, or none for the reader: 400."""

    @property
    def problem(self) -> Problem:
        """The same words whatever was asked for."""
        sentence = _("This cannot be asked for here. The description of the API lists what can.")
        return Problem(code="not-offered", sentence=sentence)


@dataclass(frozen=True, slots=True)
class Sorting:
    """A column and a direction; `name` as it was asked for."""

    name: str
    column: str

    @property
    def is_down(self) -> bool:
        """Whether the largest comes first."""
        return self.name.startswith("-")

    def sorted(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """The rows in this order; among equals by key."""
        down = "-" if self.is_down else ""
        return rows.order_by(f"{down}{self.column}", f"{down}pk")

    def after(self, cursor: str, model: type[Model], salt: str) -> Q:
        """Rows behind the cursor. Raises `Unoffered` for one of another order, or made up."""
        try:
            name, value, key = signing.loads(cursor, salt=salt)
        except (signing.BadSignature, ValueError, UnicodeError) as error:
            raise Unoffered from error
        if name != self.name:
            raise Unoffered
        last = _field(model, self.column).to_python(value)
        than = "lt" if self.is_down else "gt"
        beyond = Q(**{f"{self.column}__{than}": last})
        return beyond | Q(**{self.column: last, f"pk__{than}": key})

    def cursor(self, row: Model, salt: str) -> str:
        """Where the next page begins."""
        value = row
        for part in self.column.split("__"):
            value = getattr(value, part)
        plain = value if isinstance(value, int | str) else value.isoformat()  # type: ignore[attr-defined]
        return signing.dumps([self.name, plain, row.pk], salt=salt)


def _field(model: type[Model], column: str) -> Any:
    if column == "pk":
        return model._meta.pk
    return model._meta.get_field(column)


def page_of(
    rows: "QuerySet[Any]", sorting: Sorting, *, cursor: str, limit: int, salt: str
) -> tuple[list[Any], str | None]:
    """At most `limit` rows behind `cursor`, and where to go on; None at the end. One query."""
    if cursor:
        rows = rows.filter(sorting.after(cursor, rows.model, salt))
    found = list(sorting.sorted(rows)[: limit + 1])
    shown = found[:limit]
    return shown, sorting.cursor(shown[-1], salt) if len(found) > limit else None
