"""1EdTech CASE 1.0 and 1.1 read: our own packages exactly, those of others as they are meant."""

import json
import re
from dataclasses import dataclass
from typing import Any

from trellis.findings import BadInput
from trellis.framework.formats.case_foreign import read_foreign
from trellis.framework.formats.case_package import Group, Package, groups, text
from trellis.framework.formats.case_terms import Association, ItemType, extended
from trellis.framework.formats.report import Ids, Imported, Report, statement_id

_DOCUMENT = re.compile(r'(?<!\\)"CFDocument"\s*:')


def is_case(content: str) -> bool:
    """True for JSON that holds a package of CASE."""
    return content.lstrip().startswith("{") and bool(_DOCUMENT.search(content))


def read(content: str, name: str) -> Imported:
    """The framework of a package. Raises `BadInput` with the place of every error."""
    try:
        value = json.loads(content, parse_constant=_refuse)
        json.dumps(value, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except (ValueError, RecursionError) as error:
        line = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise BadInput.at(
            "json", name, f"'{name}' is not JSON: {error}.", "Export it once more.", line
        ) from error
    package, report = Package.of(value, name), Report(name)
    if extended(package.document):
        return report.framework(_Own(package, report).values())
    return report.framework(read_foreign(package, report))


def _refuse(constant: str) -> Any:
    """NaN and Infinity are not JSON, though Python reads them."""
    raise ValueError(f"{constant} is no number")


@dataclass
class _Own:
    """A package that `to_case` wrote: `extensions.trellis` completes what CASE can say."""

    package: Package
    report: Report

    def values(self) -> Group:
        """The framework as plain values."""
        document = self.package.document
        items = {str(type_): self._items(type_) for type_ in ItemType}
        for item in self.package.items:
            if item.get("CFItemType") not in items:
                self.report.keep(f"item {text(item, 'identifier')}", item)
        values = {
            "title": text(document, "title"),
            "language": text(document, "language") or "en",
            "tracks": self._tracks(items[ItemType.TRACK], items[ItemType.LEVEL]),
            "competencies": self._competencies(items[ItemType.COMPETENCY]),
            "moves": self._moves(),
        }
        summary = {"summary": document["description"]} if document.get("description") else {}
        return extended(document) | values | summary

    def _items(self, type_: ItemType) -> list[Group]:
        return [item for item in self.package.items if item.get("CFItemType") == type_.value]

    def _tracks(self, tracks: list[Group], levels: list[Group]) -> list[Group]:
        parents = self.package.parents
        return [
            {
                "id": text(track, "humanCodingScheme"),
                "title": text(track, "fullStatement"),
                **extended(track),
                "levels": [
                    _level(level)
                    for level in levels
                    if parents.get(text(level, "identifier")) == text(track, "identifier")
                ],
            }
            for track in tracks
        ]

    def _competencies(self, items: list[Group]) -> list[Group]:
        criteria = {
            text(criterion.get("CFItemURI"), "identifier"): criterion
            for criterion in self.package.criteria
        }
        ids = Ids(
            {
                str(statement.get("id"))
                for criterion in self.package.criteria
                for cell in groups(criterion, "CFRubricCriterionLevels")
                for statement in groups(extended(cell), "statements")
            }
        )
        return [
            self._competency(item, criteria.get(text(item, "identifier"), {}), ids)
            for item in items
        ]

    def _competency(self, item: Group, criterion: Group, ids: Ids) -> Group:
        title, statement = text(item, "abbreviatedStatement"), text(item, "fullStatement")
        values: Group = {"id": text(item, "humanCodingScheme"), "title": title or statement}
        if statement != title:
            values["summary"] = statement
        if "weight" in criterion:
            values["weight"] = criterion["weight"]
        cells = {
            text(cell, "quality"): self._cell(cell, values["id"], ids)
            for cell in groups(criterion, "CFRubricCriterionLevels")
        }
        return values | extended(item) | _split(cells, steps="steps" in extended(criterion))

    def _cell(self, cell: Group, competency: str, ids: Ids) -> list[Group] | str:
        """Statements by line; lines that somebody added get an id from their place."""
        ours = extended(cell)
        if ours.get("status"):
            return str(ours["status"])
        known, level = groups(ours, "statements"), text(cell, "quality")
        lines = text(cell, "description").split("\n") if text(cell, "description") else []
        added = lines[len(known) :]
        statements = [
            {"text": line, **statement} for statement, line in zip(known, lines, strict=False)
        ]
        return statements + [
            {"id": ids.new(statement_id(competency, level, number)), "text": line}
            for number, line in enumerate(added, len(known) + 1)
        ]

    def _moves(self) -> list[Any]:
        found = [
            (each.get("sequenceNumber", 0), extended(each)["move"])
            for each in self.package.associations
            if "move" in extended(each)
            and each.get("associationType") in (Association.PRECEDES, Association.IS_RELATED_TO)
        ]
        return [move for _, move in sorted(found, key=lambda pair: pair[0])]


def _level(item: Group) -> Group:
    values: Group = {
        "id": text(item, "humanCodingScheme"),
        "titles": [text(item, "fullStatement")],
        **extended(item),
    }
    return values | ({"summary": item["notes"]} if item.get("notes") else {})


def _split(cells: Group, *, steps: bool) -> Group:
    return {"steps" if steps else "levels": cells} if cells else {}
