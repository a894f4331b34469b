"""The base of every part of a framework file: frozen, strict, open only under `x-`."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

Slug = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._+-]*$", max_length=100)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=5_000)]


class Part(BaseModel):
    """A part of the document. Unknown keys are errors, except under `x-`."""

    model_config = ConfigDict(extra="allow", frozen=True, populate_by_name=True)

    @classmethod
    def keys(cls) -> list[str]:
        """The keys that the file may have here, in the order of the model."""
        return [field.alias or name for name, field in cls.model_fields.items()]

    @model_validator(mode="before")
    @classmethod
    def _refuse_unknown_keys(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        fields = cls.model_fields
        unknown = [key for key in data if key not in fields and not str(key).startswith("x-")]
        known = cls.keys() if unknown else []
        unknown = [key for key in unknown if key not in known]
        if unknown:
            raise PydanticCustomError(
                "unknown_key",
                "unknown key '{key}'. Known here: {known}, or a key that starts with x-",
                {"key": unknown[0], "keys": unknown, "known": ", ".join(sorted(known))},
            )
        return data
