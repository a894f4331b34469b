"""A framework as plain values, in the order of the model, without what is at its default."""

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import Any

from trellis.framework.base import Part


def plain(part: Part) -> dict[str, Any]:
    """What the file says: text, numbers, lists and groups only, under the names of the file.

    Keys under `x-` come last, as they were written.
    """
    values = {
        field.alias or name: _plain(getattr(part, name))
        for name, field in type(part).model_fields.items()
        if name == "schema_" or getattr(part, name) != field.get_default(call_default_factory=True)
    }
    return values | (part.model_extra or {})


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
