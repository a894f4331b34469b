"""A kind of thing that is read by the API: what may be asked of it, and nothing else.

Filters, orders and expansions are allow-lists. A name that is not on them, or that the reader's
role does not include, is refused with the same words, so that asking tells nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from ninja import Schema

from trellis_web.access.rules import Permission, Scope


def as_it_is(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """The rows without anything loaded beside them."""
    return rows


@dataclass(frozen=True, slots=True)
class Filter:
    """A lookup of the rows, by a value of the type `kind`; with `permission` for its holders."""

    lookup: str
    kind: Any
    permission: Permission | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """A column to sort by. It is never empty, so that a page can go on after a value."""

    column: str
    permission: Permission | None = None


@dataclass(frozen=True, slots=True)
class Expansion:
    """Other things shown inside a row, as far as the reader sees them.

    To one: `column` of the row holds the key of the other. To many: `column` of the others holds
    the key of the row.
    """

    of: "Resource"
    column: str
    to_many: bool = False


@dataclass(frozen=True, slots=True)
class Resource:
    """Rows of `model` as JSON: `name` is the address, `one` what a row is called in a sentence.

    The first of `orders` counts without a wish. `load` joins what `out` reads. With `permission`
    it is for its holders only.
    """

    name: str
    one: str
    model: type[Model]
    out: type[Schema]
    scope: Scope
    tag: str
    orders: Mapping[str, Order]
    filters: Mapping[str, Filter] = field(default_factory=dict)
    expands: Mapping[str, Expansion] = field(default_factory=dict)
    load: Callable[["QuerySet[Any]"], "QuerySet[Any]"] = as_it_is
    permission: Permission | None = None
