"""The base of every part of a framework file: frozen, strict, open only under `x-`."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

Slug = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._+-]*$", max_length=100)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=5_000)]


class Part(BaseModel):
    """A part of the document. Unknown keys are errors, except under `x-`."""

    model_config = ConfigDict(extra="allow", frozen=True, populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def _refuse_unknown_keys(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        known = {*cls.model_fields, *(f.alias for f in cls.model_fields.values() if f.alias)}
        unknown = [key for key in data if key not in known and not str(key).startswith("x-")]
        if unknown:
            allowed = ", ".join(sorted(f.alias or name for name, f in cls.model_fields.items()))
            raise ValueError(f"unknown key '{unknown[0]}'. Known here: {allowed}, or a key that starts with x-")
        return data
