"""The JSON Schema of a framework file, made from the model: editors complete and check with it."""

from typing import Any

from trellis.framework.model import SCHEMA, Framework


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of `trellis/1`. Unknown keys are refused except under `x-`."""
    schema = Framework.model_json_schema(by_alias=True, mode="validation")
    for part in (schema, *schema["$defs"].values()):
        if "properties" in part:
            part["additionalProperties"] = False
            part["patternProperties"] = {"^x-": {}}
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, "$id": f"urn:{SCHEMA.replace('/', ':')}", **schema}
