"""A CFPackage taken apart: its parts as groups, whatever else stands in the file."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from trellis.findings import BadInput
from trellis.framework.formats.case_terms import Association

Group = dict[str, Any]
_READ = ("CFDocument", "CFItems", "CFAssociations", "CFRubrics")


@dataclass(frozen=True)
class Package:
    """The parts of a package in file order; `rest` is what no other field holds."""

    document: Group
    items: list[Group]
    associations: list[Group]
    criteria: list[Group]
    rest: Group = field(default_factory=dict)
    rubrics: list[Group] = field(default_factory=list)

    @classmethod
    def of(cls, value: Any, name: str) -> "Package":
        """The package in parsed JSON, also inside `CFPackage`. Raises `BadInput` if it is none."""
        inner = value.get("CFPackage", value) if isinstance(value, dict) else None
        document = inner.get("CFDocument") if isinstance(inner, dict) else None
        if not isinstance(inner, dict) or not isinstance(document, dict):
            raise BadInput.at(
                "case", name, f"'{name}' holds no CFDocument.", "A package of CASE begins with one."
            )
        return cls(
            document=document,
            items=groups(inner, "CFItems"),
            associations=groups(inner, "CFAssociations"),
            criteria=[
                criterion
                for rubric in groups(inner, "CFRubrics")
                for criterion in ordered(groups(rubric, "CFRubricCriteria"), "position")
            ],
            rubrics=groups(inner, "CFRubrics"),
            rest={key: value for key, value in inner.items() if key not in _READ},
        )

    @cached_property
    def parents(self) -> dict[str, str]:
        """The parent of every child, by identifier."""
        return {
            text(each.get("originNodeURI"), "identifier"): text(
                each.get("destinationNodeURI"), "identifier"
            )
            for each in self.associations
            if each.get("associationType") == Association.IS_CHILD_OF
        }


def groups(part: Any, key: str) -> list[Group]:
    """The groups in a list of a part; anything else in it is no part of a package."""
    value = part.get(key) if isinstance(part, dict) else None
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def text(part: Any, key: str) -> str:
    """A text of a part; empty when there is none."""
    value = part.get(key) if isinstance(part, dict) else None
    return value if isinstance(value, str) else ""


def ordered(parts: list[Group], key: str) -> list[Group]:
    """Parts by a number; those without one come last, in file order."""

    def place(part: Group) -> float:
        value = part.get(key)
        return value if isinstance(value, int | float) else float("inf")

    return sorted(parts, key=place)
