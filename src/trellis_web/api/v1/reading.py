"""The two reading operations of every resource: many, and one. Made from its allow-lists."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from types import GenericAlias
from typing import Annotated, Any, cast

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja import Path, Query, Router, Schema
from pydantic import Field, create_model

from trellis_web.access.queries import visible
from trellis_web.access.rules import (
    WITHOUT_SCOPE,
    Denied,
    Permission,
    is_permitted,
)
from trellis_web.api.rules import Token, actor_of, token_of
from trellis_web.api.schemas.base import REFUSALS, REFUSALS_OF_ONE, Cursor, In, Key, Limit
from trellis_web.api.v1.pages import Sorting, Unoffered, page_of
from trellis_web.api.v1.resource import Expansion, Filter, Order, Resource
from trellis_web.people.models import Person


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, on which day, and with which token."""

    actor: Person
    today: date
    scopes: frozenset[str]

    @classmethod
    def of(cls, request: HttpRequest) -> "Reader":
        """The reader that a request speaks for."""
        scopes = frozenset(token_of(request).scopes)
        return cls(actor_of(request), timezone.localdate(), scopes)

    def rows(self, resource: Resource) -> "QuerySet[Any]":
        """What they see of it. Raises `Denied` where a permission is needed."""
        if not self.may(resource.permission):
            raise Denied
        return resource.load(visible(resource.model, to=self.actor, today=self.today))

    def may(self, permission: Permission | None) -> bool:
        """Whether an entry of an allow-list is for them."""
        return permission is None or is_permitted(self.actor, permission, today=self.today)


RESOURCES: list[Resource] = []
"""All that are offered, in the order of the description."""


def offer(router: Router, resource: Resource) -> None:
    """Adds both operations of a resource to the router."""
    RESOURCES.append(resource)
    full = _full(resource)
    _offer_many(router, resource, full)
    _offer_one(router, resource, full)


def _offer_many(router: Router, resource: Resource, full: type[Schema]) -> None:
    name = resource.out.__name__.removesuffix("Out")
    asked = _asked(resource, f"{name}Query", many=True)
    parts: dict[str, Any] = {"items": (_many_of(full), ...), "next": (str | None, None)}
    page: Any = create_model(f"{name}Page", __base__=Schema, **parts)

    def read_many(request: HttpRequest, wanted: Query[asked]) -> HttpResponse:  # type: ignore[valid-type]
        return JsonResponse(_many(Reader.of(request), resource, request, wanted))

    router.get(
        f"/{resource.name}",
        auth=Token(resource.scope),
        response={200: page, **REFUSALS},
        url_name=f"api_{resource.name.replace('-', '_')}",
        operation_id=f"list_{resource.name.replace('-', '_')}",
        summary=f"What you see of {resource.name.replace('-', ' ')}, a page at a time",
        tags=[resource.tag],
    )(read_many)


def _offer_one(router: Router, resource: Resource, full: type[Schema]) -> None:
    asked = _asked(resource, f"{full.__name__}OneQuery", many=False)

    def read_one(
        request: HttpRequest,
        pk: Path[Key],
        wanted: Query[asked],  # type: ignore[valid-type]
    ) -> HttpResponse:
        reader = Reader.of(request)
        refuse_unknown(request, asked)
        row = found(reader, resource, pk)
        [item] = _items([row], reader, resource, _expansions(reader, resource, wanted))
        return JsonResponse(item, headers={"ETag": tag_of(resource, row)})

    router.get(
        f"/{resource.name}/{{pk}}",
        auth=Token(resource.scope),
        response={200: full, **REFUSALS_OF_ONE},
        url_name=f"api_{resource.name.replace('-', '_')}_one",
        operation_id=f"read_{resource.name.replace('-', '_')}",
        summary=f"One of {resource.name.replace('-', ' ')}: {resource.one}",
        tags=[resource.tag],
    )(read_one)


def found(reader: Reader, resource: Resource, key: int) -> Any:
    """The row with this key; `Http404` whether it is missing or hidden."""
    row = reader.rows(resource).filter(pk=key).first()
    if row is None:
        raise Http404
    return row


def shown(reader: Reader, resource: Resource, row: Model) -> dict[str, Any]:
    """A row as JSON, without expansions."""
    return _items([row], reader, resource, {})[0]


def tag_of(resource: Resource, row: Model) -> str:
    """The version of a row for `If-Match`: another one whenever its JSON differs."""
    plain = resource.out.from_orm(row).model_dump(mode="json")
    return f'"{hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:32]}"'


def _many(reader: Reader, resource: Resource, request: HttpRequest, wanted: Any) -> Any:
    refuse_unknown(request, type(wanted))
    rows = reader.rows(resource)
    for name, each in resource.filters.items():
        value = getattr(wanted, name)
        if value is not None:
            rows = rows.filter(**{_allowed(reader, each).lookup: value})
    sorting = _sorting(reader, resource, wanted.order)
    page, following = page_of(
        rows, sorting, cursor=wanted.cursor, limit=wanted.limit, salt=f"api:{resource.name}"
    )
    expansions = _expansions(reader, resource, wanted)
    return {"items": _items(page, reader, resource, expansions), "next": following}


def refuse_unknown(request: HttpRequest, asked: type[Schema]) -> None:
    """A filter that is passed over would show too much."""
    if request.GET.keys() - asked.model_fields.keys():
        raise Unoffered


def _allowed(reader: Reader, entry: Filter) -> Filter:
    if not reader.may(entry.permission):
        raise Unoffered
    return entry


def _sorting(reader: Reader, resource: Resource, wanted: str) -> Sorting:
    name = wanted or next(iter(resource.orders))
    order: Order | None = resource.orders.get(name.removeprefix("-"))
    if order is None or not reader.may(order.permission):
        raise Unoffered
    return Sorting(name, order.column)


def _expansions(reader: Reader, resource: Resource, wanted: Any) -> dict[str, Expansion]:
    names = dict.fromkeys(filter(None, getattr(wanted, "expand", "").split(",")))
    if names.keys() - resource.expands.keys():
        raise Unoffered
    chosen = {name: resource.expands[name] for name in names}
    if not all(reader.may(each.of.permission) for each in chosen.values()):
        raise Unoffered
    if any(each.of.scope.value not in reader.scopes for each in chosen.values()):
        raise Denied(WITHOUT_SCOPE)
    return chosen


def _items(
    rows: Iterable[Any], reader: Reader, resource: Resource, expansions: dict[str, Expansion]
) -> list[dict[str, Any]]:
    """The rows as JSON; each expansion takes one query, and shows what the reader sees."""
    kept = list(rows)
    items = [resource.out.from_orm(row).model_dump() for row in kept]
    for name, each in expansions.items():
        found_for = _to_many(kept, reader, each) if each.to_many else _to_one(kept, reader, each)
        for row, item in zip(kept, items, strict=True):
            item[name] = found_for(row)
    return items


def _to_one(rows: list[Any], reader: Reader, each: Expansion) -> Callable[[Any], Any]:
    keys = {getattr(row, each.column) for row in rows} - {None}
    others = {o.pk: shown(reader, each.of, o) for o in reader.rows(each.of).filter(pk__in=keys)}
    return lambda row: others.get(getattr(row, each.column))


def _to_many(rows: list[Any], reader: Reader, each: Expansion) -> Callable[[Any], Any]:
    others: defaultdict[int, list[Any]] = defaultdict(list)
    keys = [row.pk for row in rows]
    order = each.of.model._meta.ordering or ("pk",)
    for other in reader.rows(each.of).filter(**{f"{each.column}__in": keys}).order_by(*order):
        others[getattr(other, each.column)].append(shown(reader, each.of, other))
    return lambda row: others[row.pk]


def _full(resource: Resource) -> type[Schema]:
    """What is shown, with what can be expanded."""
    if not resource.expands:
        return resource.out
    more: dict[str, Any] = {
        name: (_many_of(each.of.out) if each.to_many else each.of.out | None, None)
        for name, each in resource.expands.items()
    }
    name = f"{resource.out.__name__.removesuffix('Out')}Full"
    return cast("type[Schema]", create_model(name, __base__=resource.out, **more))


def _many_of(out: type[Schema]) -> Any:
    """`list[out]`, of a type that is known only now."""
    return GenericAlias(list, (out,))


def _asked(resource: Resource, name: str, *, many: bool) -> type[Schema]:
    """The query parameters. What is offered stands in the description; `Unoffered` refuses."""
    fields: dict[str, Any] = {}
    if many:
        orders = [f"{sign}{each}" for each in resource.orders for sign in ("", "-")]
        fields |= {n: (each.kind | None, None) for n, each in resource.filters.items()}
        fields |= {
            "order": (_one_of(orders), orders[0]),
            "cursor": (Cursor, ""),
            "limit": (Limit, 50),
        }
    if resource.expands or not many:
        fields["expand"] = (_one_of(list(resource.expands), several=True), "")
    return cast("type[Schema]", create_model(name, __base__=In, **fields))


def _one_of(names: list[Any], *, several: bool = False) -> Any:
    if not several:
        return Annotated[str, Field(max_length=200, json_schema_extra={"enum": names})]
    told = f"With commas between them: {', '.join(names)}." if names else "Nothing, here."
    return Annotated[str, Field(max_length=200, description=told, examples=[",".join(names)])]
