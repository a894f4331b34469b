"""1EdTech CASE 1.1: what we write keeps its rules, and packages of others are read."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.strategies import frameworks
from trellis import library
from trellis.findings import BadInput
from trellis.framework.formats import read_any
from trellis.framework.formats.case_terms import Association
from trellis.framework.formats.edition import Edition
from trellis.framework.formats.to_case import to_case
from trellis.framework.load import load
from trellis.framework.model import Framework
from trellis.framework.plain import plain
from trellis.framework.resolve import resolve

SECOND = Edition(2, datetime(2026, 3, 1, tzinfo=UTC), "Clearer.", "Northfield")
REQUIRED = {
    "CFDocument": {"identifier", "uri", "creator", "title", "lastChangeDateTime"},
    "CFItems": {"identifier", "uri", "fullStatement", "lastChangeDateTime"},
    "CFAssociations": {
        "identifier",
        "uri",
        "associationType",
        "originNodeURI",
        "destinationNodeURI",
        "lastChangeDateTime",
    },
    "CFRubrics": {"identifier", "uri", "lastChangeDateTime"},
    "CFRubricCriteria": {"identifier", "uri", "lastChangeDateTime"},
    "CFRubricCriterionLevels": {"identifier", "uri", "lastChangeDateTime"},
    "CFItemTypes": {
        "identifier",
        "uri",
        "title",
        "description",
        "hierarchyCode",
        "lastChangeDateTime",
    },
}
"""Fields that the information model of CASE 1.1 gives the multiplicity 1 or 1..*."""
LINKS = ("originNodeURI", "destinationNodeURI", "CFItemURI", "CFItemTypeURI", "CFDocumentURI")


def parts(value: Any, kind: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Every part of a package with its kind; extensions are not looked into."""
    found = [(kind, value)] if isinstance(value, dict) and kind in REQUIRED else []
    if isinstance(value, dict):
        for key, item in value.items():
            if key != "extensions":
                found += parts(item, key)
    if isinstance(value, list):
        for item in value:
            found += parts(item, kind)
    return found


def package(framework: Framework, edition: Edition | None = None) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(to_case(framework, edition))
    return written


@pytest.fixture(scope="module")
def engineering() -> Framework:
    return load(library.read("engineering"), "engineering.yaml")


@given(frameworks())
@settings(max_examples=40, deadline=None)
def test_every_part_has_what_case_requires_and_an_identifier_of_its_own(
    framework: Framework,
) -> None:
    found = parts(package(framework))
    assert [(k, p) for k, p in found if not REQUIRED[k] <= {n for n, v in p.items() if v}] == []
    ids = [part["identifier"] for _, part in found]
    assert len(ids) == len(set(ids))
    assert {UUID(id_).version for id_ in ids} <= {5}


@given(frameworks())
@settings(max_examples=40, deadline=None)
def test_associations_are_of_the_closed_list_and_lead_somewhere(framework: Framework) -> None:
    written = package(framework)
    known = {part["identifier"] for _, part in parts(written)}
    for each in written["CFAssociations"]:
        assert each["associationType"] in set(Association)
        assert {each["originNodeURI"]["identifier"]} <= known
        assert {each["destinationNodeURI"]["identifier"]} <= known
    for _, part in parts(written):
        for link in (part[name] for name in LINKS if name in part):
            assert {"title", "identifier", "uri"} <= link.keys()


def test_the_same_edition_gives_the_same_bytes_and_items_keep_their_identifier(
    engineering: Framework,
) -> None:
    assert to_case(engineering, SECOND) == to_case(engineering, SECOND)
    first, second = package(engineering, Edition(1)), package(engineering, SECOND)
    assert first["CFDocument"]["identifier"] != second["CFDocument"]["identifier"]
    assert [item["identifier"] for item in first["CFItems"]] == [
        item["identifier"] for item in second["CFItems"]
    ]


def test_the_document_tells_version_status_language_and_moment(engineering: Framework) -> None:
    document = package(engineering, SECOND)["CFDocument"]
    told = {"version": "2", "adoptionStatus": "Adopted", "notes": "Clearer.", "language": "en"}
    told |= {"creator": "Northfield", "caseVersion": "1.1"}
    told |= {"lastChangeDateTime": "2026-03-01T00:00:00+00:00"}
    assert told.items() <= document.items()
    assert package(engineering)["CFDocument"]["adoptionStatus"] == "Draft"


def test_a_cell_is_a_criterion_level_with_quality_score_text_and_examples(
    engineering: Framework,
) -> None:
    criterion = package(engineering)["CFRubrics"][0]["CFRubricCriteria"][0]
    competency = engineering.competencies[0]
    cell = criterion["CFRubricCriterionLevels"][2]
    statements = competency.levels["IC3"]
    assert not isinstance(statements, str)
    assert (criterion["category"], criterion["description"]) == ("functional", competency.title)
    assert (cell["quality"], cell["score"], cell["position"]) == ("IC3", 3, 3)
    assert cell["description"].split("\n") == [statement.text for statement in statements]
    assert cell["feedback"].split("\n") == list(statements[0].examples)


def test_promotions_precede_and_other_moves_relate(engineering: Framework) -> None:
    written = [
        (each["associationType"], each["extensions"]["trellis"]["move"]["id"])
        for each in package(engineering)["CFAssociations"]
        if "extensions" in each
    ]
    assert written == [
        ("precedes" if move.kind == "promotion" else "isRelatedTo", move.id)
        for move in engineering.moves
    ]


def test_a_skill_of_esco_is_an_exact_match() -> None:
    uri = "https://data.europa.eu/esco/skill/1"
    competency = {"id": "craft", "title": "Craft", "x-esco": uri}
    framework = Framework.model_validate({"id": "e", "title": "E", "competencies": [competency]})
    tag = package(framework)["CFAssociations"][-1]
    assert (tag["associationType"], tag["destinationNodeURI"]["uri"]) == ("exactMatchOf", uri)


def test_a_line_added_elsewhere_becomes_a_statement_with_an_id(engineering: Framework) -> None:
    written = package(engineering)
    cell = written["CFRubrics"][0]["CFRubricCriteria"][0]["CFRubricCriterionLevels"][0]
    cell["description"] += "\nAnother one."
    again, _ = read_any(json.dumps(written).encode(), "edited.json")
    assert {s.id: s.text for s in again.statements()}["system-design-ic1-2"] == "Another one."
    assert len([*again.statements()]) == len([*engineering.statements()]) + 1


def item(number: int, statement: str, **more: Any) -> dict[str, Any]:
    return {"identifier": f"i-{number}", "fullStatement": statement, **more}


def child(of: str, number: int, place: int = 0) -> dict[str, Any]:
    return {
        "associationType": "isChildOf",
        "sequenceNumber": place,
        "originNodeURI": {"identifier": f"i-{number}"},
        "destinationNodeURI": {"identifier": of},
    }


FOREIGN = {
    "CFDocument": {"identifier": "d", "title": "Science", "creator": "State", "subject": ["S"]},
    "CFItems": [
        item(1, "Strand"),
        item(2, "Observes and measures the world.", abbreviatedStatement="Observing"),
        item(3, "Measures a length.", educationLevel=["01"], humanCodingScheme="S.1"),
        item(4, "Compares two lengths.", educationLevel=["02"]),
        item(5, "Stands alone."),
    ],
    "CFAssociations": [
        child("d", 1),
        child("i-1", 2),
        child("i-2", 4, 2),
        child("i-2", 3, 1),
        child("d", 5),
        {**child("i-3", 4), "associationType": "precedes"},
    ],
    "CFDefinitions": {"CFSubjects": [{"title": "Science"}]},
}


def test_items_and_associations_of_others_become_competencies_and_statements() -> None:
    framework, findings = read_any(json.dumps(FOREIGN).encode(), "science.json")
    assert [(c.id, c.title, list(c.levels)) for c in framework.competencies] == [
        ("i-2", "Observing", ["01", "02"]),
        ("i-5", "Stands alone.", ["all-levels"]),
    ]
    assert framework.competencies[0].summary == "Observes and measures the world."
    assert {s.id: s.text for s in framework.statements()} == {
        "i-3": "Measures a length.",
        "i-4": "Compares two lengths.",
        "i-5": "Stands alone.",
    }
    kept = {extra.place: extra.value for extra in framework.extra}
    assert kept["group i-1"] == "Strand"
    assert kept["item i-3"] == {"educationLevel": ["01"], "humanCodingScheme": "S.1"}
    assert kept["CFAssociations"][0]["associationType"] == "precedes"
    assert kept["the package"] == {"CFDefinitions": FOREIGN["CFDefinitions"]}
    assert [finding.code for finding in findings] == ["associations", "level-order"]


def test_a_rubric_of_others_becomes_cells() -> None:
    levels = [
        {"quality": "Expert", "description": "- Leads it.\n- Teaches it.", "position": 2},
        {"quality": "Novice", "description": "Tries it.", "position": 1, "feedback": "Well done"},
    ]
    criterion = {"CFItemURI": {"identifier": "i-5"}, "CFRubricCriterionLevels": levels}
    whole = {**FOREIGN, "CFRubrics": [{"CFRubricCriteria": [criterion]}]}
    framework, _ = read_any(json.dumps(whole).encode(), "science.json")
    by_id = resolve(framework).competency
    assert list(by_id["i-5"].levels) == ["novice", "expert"]
    assert [s.text for s in by_id["i-5"].statements()] == ["Tries it.", "Leads it.", "Teaches it."]
    assert {"feedback": "Well done"} in [extra.value for extra in framework.extra]


def parts_of(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    keys = ["CFItems", "CFAssociations", "CFRubrics", "CFRubricCriteria", "identifier"]
    keys += ["CFRubricCriterionLevels", "description", "fullStatement", "originNodeURI"]
    keys += ["destinationNodeURI", "associationType", "extensions", "trellis", "CFDocument"]
    return st.dictionaries(st.sampled_from(keys), inner)


def as_group(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {"CFItems": value}


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | parts_of(inner)
    )
)
@settings(max_examples=200, deadline=None)
def test_any_package_is_read_or_refused_with_findings(value: Any) -> None:
    written = json.dumps({"CFDocument": {"title": "T"}, **as_group(value)}).encode()
    with suppress(BadInput):
        assert isinstance(read_any(written, "any.json")[0], Framework)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"CFDocument": {', "line 1: 'x.json' is not JSON"),
        ('{"CFDocument": []}', "'x.json' holds no CFDocument."),
        ('{"CFDocument": {"title": NaN}}', "'x.json' is not JSON: NaN is no number"),
        ('{"CFDocument": ' + "[" * 100_000, "'x.json' is not JSON"),
        ('{"CFDocument": {"title": "\\ud800"}}', "'x.json' is not JSON"),
    ],
)
def test_a_broken_package_is_refused_with_a_sentence(text: str, message: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read_any(text.encode(), "x.json")
    assert message in str(refusal.value)


def test_a_framework_that_speaks_of_case_is_no_package() -> None:
    framework = Framework.model_validate({"id": "e", "title": '{"CFDocument": 1}'})
    assert read_any(json.dumps(plain(framework)).encode(), "e.json")[0] == framework


def test_a_rubric_of_others_keeps_its_words_and_its_levels_rise_with_the_score() -> None:
    cells = [
        {"quality": "Master", "score": 3, "description": "Splices any rope."},
        {"quality": "Learner", "score": 1, "description": "Ties one knot."},
    ]
    criterion = {
        "identifier": "c1",
        "category": "Handwork",
        "description": "Works with rope",
        "CFRubricCriterionLevels": cells,
    }
    rubric = {"identifier": "r1", "title": "Deck rubric", "CFRubricCriteria": [criterion]}
    package = {"CFDocument": {"title": "Deck"}, "CFItems": [], "CFRubrics": [rubric]}
    framework, _ = read_any(json.dumps(package).encode(), "deck.json")
    assert [level.title for _, level in framework.levels()] == ["Learner", "Master"]
    assert "Handwork" in str(framework.extra)
    assert "Deck rubric" in str(framework.extra)
