"""A framework as plain values, in the order of the model, without what is at its default."""

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from trellis.framework.base import Part


def plain(part: Part) -> dict[str, Any]:
    """What the file says: text, numbers, lists and groups only, under the names of the file.

    Keys under `x-` come last, as they were written.
    """
    values = {
        key: _plain(value)
        for name, key, default in _fields(type(part))
        if (value := getattr(part, name)) != default or name == "schema_"
    }
    return values | (part.model_extra or {})


@cache
def _fields(kind: type[Part]) -> tuple[tuple[str, str, Any], ...]:
    """Name, name in the file and default of every field: asked for once for each type."""
    return tuple(
        (name, field.alias or name, field.get_default(call_default_factory=True))
        for name, field in kind.model_fields.items()
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Part):
        return plain(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
