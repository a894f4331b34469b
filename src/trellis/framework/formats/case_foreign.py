"""Packages that others wrote: rubrics as cells, items below items as statements.

An item with a rubric, or with items below it that have none themselves, is a competency; those
below are its statements. Everything else is kept in `extra`.
"""

from collections import defaultdict
from collections.abc import Iterator

from trellis.framework.formats.case_package import Group, Package, groups, ordered, text
from trellis.framework.formats.case_terms import Association
from trellis.framework.formats.report import Ids, Report, slug, statement_id
from trellis.framework.formats.table import lines_of

EVERY_LEVEL = "All levels"
_TITLE_LENGTH = 80
_TOLD = (
    "identifier",
    "uri",
    "lastChangeDateTime",
    "fullStatement",
    "abbreviatedStatement",
    "CFDocumentURI",
    "language",
)


def read_foreign(package: Package, report: Report) -> Group:
    """The values of a framework; what has no place goes to the report."""
    return _Reader(package, report).values()


class _Reader:
    """Walks the tree of items; `levels` and `cells` fill in the order in which they are met."""

    def __init__(self, package: Package, report: Report) -> None:
        self.package, self.report = package, report
        self.items = {text(item, "identifier"): item for item in package.items}
        self.levels: dict[str, Group] = {}
        self.scores: dict[str, float] = {}
        self.competencies: dict[str, Group] = {}
        self.ids = Ids()
        self.children: dict[str, list[str]] = defaultdict(list)
        for each in ordered(package.associations, "sequenceNumber"):
            child, parent = _ends(each)
            if self._is_tree(each) and child not in self.children[parent]:
                self.children[parent].append(child)

    def values(self) -> Group:
        """Rubrics first, then the items that no rubric is about."""
        document = self.package.document
        for criterion in self.package.criteria:
            self._criterion(criterion)
        for id_ in self.items:
            self._item(id_)
        self._keep()
        title = text(document, "title") or self.report.name
        summary = {"summary": document["description"]} if text(document, "description") else {}
        return {
            "id": slug(title),
            "title": title,
            "language": text(document, "language") or "en",
            **summary,
            "tracks": [{"id": "all", "title": "Levels", "kind": "other", "levels": self._ranked()}],
            "competencies": list(self.competencies.values()),
        }

    def _is_tree(self, association: Group) -> bool:
        child, parent = _ends(association)
        known = child in self.items and child != parent
        return known and association.get("associationType") == Association.IS_CHILD_OF

    def _criterion(self, criterion: Group) -> None:
        item = text(criterion.get("CFItemURI"), "identifier") or text(criterion, "identifier")
        label = text(criterion, "description") or text(criterion, "category") or "Criterion"
        competency = self._competency(item, label)
        if text(criterion, "category") not in ("", label, competency["title"]):
            self.report.keep(f"criterion {label}", text(criterion, "category"))
        for cell in ordered(groups(criterion, "CFRubricCriterionLevels"), "position"):
            level = self._level(text(cell, "quality") or f"Score {cell.get('score', '')}".strip())
            if isinstance(cell.get("score"), int | float):
                self.scores.setdefault(level, float(cell["score"]))
            for number, (line, _) in enumerate(lines_of(text(cell, "description")), 1):
                id_ = self.ids.new(statement_id(competency["id"], level, number))
                _cell(competency, level).append({"id": id_, "text": line})
            self.report.keep_rest(
                f"level {text(cell, 'identifier')}",
                cell,
                "description",
                "quality",
                "position",
                *_TOLD,
            )

    def _item(self, id_: str) -> None:
        """A leaf is a statement of what stands above it; at the top it stands for itself."""
        item = self.items[id_]
        self.report.keep_rest(f"item {id_}", item, *_TOLD)
        if id_ in self.competencies:
            return
        if self.children[id_]:
            if not any(self._is_statement(child) for child in self.children[id_]):
                self.report.keep(f"group {id_}", text(item, "fullStatement"))
            return
        parent = self.package.parents.get(id_, "")
        if parent in self.items:
            competency = self._competency(parent, _label(self.items[parent]))
        else:
            competency = self._competency(id_, _label(item))
        education = item.get("educationLevel")
        one = education[0] if isinstance(education, list) and len(education) == 1 else EVERY_LEVEL
        _cell(competency, self._level(str(one))).append(
            {"id": self.ids.new(id_), "text": text(item, "fullStatement") or _label(item)}
        )

    def _is_statement(self, id_: str) -> bool:
        return not self.children[id_] and id_ not in self.competencies

    def _competency(self, id_: str, label: str) -> Group:
        item = self.items.get(id_, {})
        if id_ not in self.competencies:
            title = _label(item) if item else label[:_TITLE_LENGTH]
            values: Group = {"id": id_, "title": title, "levels": {}}
            if text(item, "fullStatement") not in ("", title):
                values["summary"] = text(item, "fullStatement")
            self.competencies[id_] = values
        return self.competencies[id_]

    def _level(self, name: str) -> str:
        id_ = slug(name)
        self.levels.setdefault(id_, {"id": id_, "titles": [name]})
        return id_

    def _ranked(self) -> list[Group]:
        levels = list(self.levels.values())
        scored = [level for level in levels if level["id"] in self.scores]
        others = [level for level in levels if level["id"] not in self.scores]
        levels = [*sorted(scored, key=lambda level: self.scores[level["id"]]), *others]
        order = ", ".join(level["titles"][0] for level in levels)
        if len(self.levels) > 1:
            self.report.note(
                "level-order",
                f"The order of the levels was taken as: {order}.",
                "",
                "Change the ranks if that is not what is meant.",
            )
        return [{**level, "rank": rank} for rank, level in enumerate(levels, 1)]

    def _keep(self) -> None:
        """Associations beyond the tree, definitions, and what the document says besides."""
        others = list(self._others())
        if others:
            self.report.keep("CFAssociations", others)
            self.report.note(
                "associations",
                f"{len(others)} associations have no place in a framework.",
                "CFAssociations",
                "They are kept in 'extra'.",
            )
        self.report.keep_rest("the package", self.package.rest)
        for rubric in self.package.rubrics:
            place = f"rubric {text(rubric, 'identifier')}"
            self.report.keep_rest(place, rubric, "CFRubricCriteria", *_TOLD)
        self.report.keep_rest("CFDocument", self.package.document, "title", "description", *_TOLD)

    def _others(self) -> Iterator[Group]:
        known = {*self.items, text(self.package.document, "identifier")}
        for each in self.package.associations:
            if not self._is_tree(each) or _ends(each)[1] not in known:
                yield {key: value for key, value in each.items() if key not in _TOLD}


def _ends(association: Group) -> tuple[str, str]:
    origin, destination = association.get("originNodeURI"), association.get("destinationNodeURI")
    return text(origin, "identifier"), text(destination, "identifier")


def _label(item: Group) -> str:
    """A short name of an item."""
    statement = text(item, "fullStatement") or text(item, "humanCodingScheme") or "Unnamed"
    return text(item, "abbreviatedStatement") or statement[:_TITLE_LENGTH]


def _cell(competency: Group, level: str) -> list[Group]:
    cell: list[Group] = competency["levels"].setdefault(level, [])
    return cell
