"""A framework as a CFPackage of 1EdTech CASE 1.1, as JSON.

Tracks, levels and competencies are CFItems, the cells a CFRubric, moves and order CFAssociations.
What CASE has no field for stands under `extensions.trellis`, so that `case` gives everything back.
"""

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from trellis.framework.base import Part
from trellis.framework.formats.case_terms import (
    CASE_VERSION,
    MEANINGS,
    Association,
    ItemType,
    extension,
    identifier,
    link,
)
from trellis.framework.formats.edition import Edition
from trellis.framework.formats.table import STATUS_WORDS
from trellis.framework.model import CellStatus, Competency, Framework, Level, Statement
from trellis.framework.plain import plain
from trellis.framework.resolve import family_of, level_of

Group = dict[str, Any]
Ends = tuple[Group, Group]


def to_case(framework: Framework, edition: Edition | None = None) -> bytes:
    """The package, UTF-8. Identifiers are UUIDs made from our ids: of a part the same in every
    version, of the document one for each version."""
    package = _Writer(framework, edition or Edition()).package()
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _rest(part: Part, *told: str) -> Group:
    return {key: value for key, value in plain(part).items() if key not in told}


class _Writer:
    """Writes one framework; `changed` is on every part, as CASE asks."""

    def __init__(self, framework: Framework, edition: Edition) -> None:
        self.framework, self.edition = framework, edition
        self.changed = edition.moment.isoformat()
        self.document_id = identifier(framework.id, "version", edition.number)

    def package(self) -> Group:
        """The whole package, in the order of the specification."""
        rubric = self._part("rubric", self.framework.id)
        return {
            "CFDocument": self._document(),
            "CFItems": list(self._items()),
            "CFAssociations": [*self._tree(), *self._order(), *self._pairs(), *self._tags()],
            "CFDefinitions": {"CFItemTypes": [self._type(type_) for type_ in ItemType]},
            "CFRubrics": [
                {
                    **rubric,
                    "title": self.framework.title,
                    "CFRubricCriteria": [
                        self._criterion(competency, rubric["identifier"], position)
                        for position, competency in enumerate(self.framework.competencies, 1)
                    ],
                }
            ],
        }

    def _id(self, kind: str, *names: object) -> str:
        return identifier(self.framework.id, kind, *names)

    def _part(self, kind: str, *names: object) -> Group:
        """What every part must have."""
        id_ = self._id(kind, *names)
        return {"identifier": id_, "uri": f"urn:uuid:{id_}", "lastChangeDateTime": self.changed}

    def _document(self) -> Group:
        framework, edition = self.framework, self.edition
        told = ("schema", "title", "summary", "language", "tracks", "competencies", "moves")
        values = {
            "identifier": self.document_id,
            "uri": f"urn:uuid:{self.document_id}",
            "lastChangeDateTime": self.changed,
            "caseVersion": CASE_VERSION,
            "creator": edition.publisher or framework.title,
            "title": framework.title,
            "description": framework.summary,
            "language": framework.language,
            "version": str(edition.number) if edition.number else None,
            "adoptionStatus": "Adopted" if edition.number else "Draft",
            "notes": edition.note or None,
            "CFPackageURI": link(self.document_id, framework.title),
            **extension(_rest(framework, *told)),
        }
        return {key: value for key, value in values.items() if value is not None}

    def _type(self, type_: ItemType) -> Group:
        id_ = identifier("type", type_)
        return {
            "identifier": id_,
            "uri": f"urn:uuid:{id_}",
            "lastChangeDateTime": self.changed,
            "title": type_.value,
            "description": MEANINGS[type_],
            "hierarchyCode": str(list(ItemType).index(type_) + 1),
        }

    def _items(self) -> Iterator[Group]:
        for track in self.framework.tracks:
            rest = _rest(track, "id", "title", "levels")
            yield self._item(ItemType.TRACK, track.id, track.title, rest)
            for level in track.levels:
                yield self._level(level)
        for competency in self.framework.competencies:
            yield self._competency(competency)

    def _item(self, type_: ItemType, id_: str, statement: str, rest: Group, **more: Any) -> Group:
        return {
            **self._part(type_, id_),
            "fullStatement": statement,
            **more,
            "humanCodingScheme": id_,
            "CFItemType": type_.value,
            "CFItemTypeURI": link(identifier("type", type_), type_.value),
            "CFDocumentURI": link(self.document_id, self.framework.title),
            "language": self.framework.language,
            **extension(rest),
        }

    def _level(self, level: Level) -> Group:
        rest = _rest(level, "id", "titles", "summary")
        if len(level.titles) != 1:
            rest["titles"] = list(level.titles)
        notes = {"notes": level.summary} if level.summary else {}
        return self._item(ItemType.LEVEL, level.id, level.title, rest, **notes)

    def _competency(self, competency: Competency) -> Group:
        rest = _rest(competency, "id", "title", "summary", "weight", "levels", "steps")
        if competency.summary == competency.title:
            rest["summary"] = competency.summary
        statement = competency.summary or competency.title
        title = {"abbreviatedStatement": competency.title}
        return self._item(ItemType.COMPETENCY, competency.id, statement, rest, **title)

    def _criterion(self, competency: Competency, rubric: str, position: int) -> Group:
        part = self._part("criterion", competency.id)
        weight = {} if competency.weight is None else {"weight": competency.weight}
        ranks = {level.id: level.rank for _, level in self.framework.levels()}
        cells = [(level, ranks.get(level), cell) for level, cell in competency.levels.items()]
        steps = enumerate(competency.steps.items(), 1)
        cells += [(step, number, cell) for number, (step, cell) in steps]
        return {
            **part,
            "category": competency.kind,
            "description": competency.title,
            "CFItemURI": link(self._id(ItemType.COMPETENCY, competency.id), competency.title),
            **weight,
            "position": position,
            "rubricId": rubric,
            "CFRubricCriterionLevels": [
                {
                    **self._part("cell", competency.id, name),
                    **_cell(cell),
                    "quality": name,
                    **({} if score is None else {"score": score}),
                    "position": place,
                    "rubricCriterionId": part["identifier"],
                }
                for place, (name, score, cell) in enumerate(cells, 1)
            ],
            **extension({"steps": True} if competency.steps else {}),
        }

    def _association(
        self, type_: str, ends: tuple[Group, Group], number: int, rest: Group
    ) -> Group:
        origin, destination = ends
        names = (type_, origin["identifier"], destination["identifier"], number)
        return {
            **self._part("association", *names),
            "associationType": type_,
            "sequenceNumber": number,
            "originNodeURI": origin,
            "destinationNodeURI": destination,
            "CFDocumentURI": link(self.document_id, self.framework.title),
            **extension(rest),
        }

    def _link(self, type_: ItemType, id_: str, title: str) -> Group:
        return link(self._id(type_, id_), title)

    def _node(self, ref: str) -> Group:
        """The level of a reference; of another family by the identifier that it has there."""
        family, level = family_of(ref, self.framework.id), level_of(ref)
        return link(identifier(family, ItemType.LEVEL, level), ref)

    def _tree(self) -> Iterator[Group]:
        """Which level belongs to which track; tracks and competencies belong to the document."""
        child, document = Association.IS_CHILD_OF, link(self.document_id, self.framework.title)
        for number, track in enumerate(self.framework.tracks, 1):
            node = self._link(ItemType.TRACK, track.id, track.title)
            yield self._association(child, (node, document), number, {})
            for place, level in enumerate(track.levels, 1):
                ends = (self._link(ItemType.LEVEL, level.id, level.title), node)
                yield self._association(child, ends, place, {})
        for number, competency in enumerate(self.framework.competencies, 1):
            node = self._link(ItemType.COMPETENCY, competency.id, competency.title)
            yield self._association(child, (node, document), number, {})

    def _order(self) -> Iterator[Group]:
        """The next level of a track, and every move with its criteria."""
        moves = {(level_of(move.from_), level_of(move.to)) for move in self.framework.moves}
        for track in self.framework.tracks:
            ranked = sorted(track.levels, key=lambda level: level.rank)
            for below, above in pairwise(ranked):
                if (below.id, above.id) not in moves:
                    ends = (
                        self._node(f"{track.id}/{below.id}"),
                        self._node(f"{track.id}/{above.id}"),
                    )
                    yield self._association(Association.PRECEDES, ends, above.rank, {})
        for number, move in enumerate(self.framework.moves, 1):
            up = move.kind == "promotion"
            type_ = Association.PRECEDES if up else Association.IS_RELATED_TO
            ends = (self._node(move.from_), self._node(move.to))
            yield self._association(type_, ends, number, {"move": plain(move)})

    def _pairs(self) -> Iterator[Group]:
        """Levels that count as one stage. The document says it too: it also says "not equal"."""
        for number, pair in enumerate(self.framework.equivalences, 1):
            if pair.equal:
                ends = (self._node(pair.a), self._node(pair.b))
                yield self._association(Association.EXACT_MATCH_OF, ends, number, {})

    def _tags(self) -> Iterator[Group]:
        """The skills of ESCO that a competency names under `x-esco`."""
        for competency in self.framework.competencies:
            given = (competency.model_extra or {}).get("x-esco", [])
            tags = given if isinstance(given, list) else [given]
            node = self._link(ItemType.COMPETENCY, competency.id, competency.title)
            for number, uri in enumerate((tag for tag in tags if isinstance(tag, str)), 1):
                skill = {"title": uri, "identifier": identifier("esco", uri), "uri": uri}
                yield self._association(Association.EXACT_MATCH_OF, (node, skill), number, {})


def _cell(cell: tuple[Statement, ...] | CellStatus) -> Group:
    """One line for each statement; a text of several lines stands beside it, as it is."""
    if isinstance(cell, CellStatus):
        return {"description": STATUS_WORDS[cell], **extension({"status": cell.value})}
    examples = [example for statement in cell for example in statement.examples]
    feedback = {"feedback": "\n".join(examples)} if examples else {}
    statements = [
        _rest(statement, *(() if "\n" in statement.text else ("text",))) for statement in cell
    ]
    lines = (statement.text.replace("\n", " ") for statement in cell)
    return {"description": "\n".join(lines), **feedback, **extension({"statements": statements})}
