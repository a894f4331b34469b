"""Libraries of competencies, and roles that ask for their steps."""

import json
from typing import Any

import pytest

from trellis.findings import BadInput
from trellis.framework.formats import read_any
from trellis.framework.formats.folder import read_folder

LIBRARY: dict[str, Any] = {
    "title": "Core",
    "path": "core",
    "topics": [
        {
            "title": "Craft",
            "path": "craft",
            "theme": "human",
            "levels": [
                {"title": "Able", "path": "1", "criteria": ["Writes code.", ""]},
                {"title": "Expert", "path": "2", "criteria": ["Designs systems."]},
            ],
        }
    ],
}
ROLES: dict[str, Any] = {
    "departments": [
        {
            "roles": [
                {
                    "title": "Maker",
                    "path": "maker",
                    "levels": [
                        {
                            "title": "Junior",
                            "path": "junior",
                            "competencies": {"required": ["core/craft/1", "core/craft/9"]},
                        }
                    ],
                }
            ]
        }
    ]
}


def files(library: Any = LIBRARY, roles: Any = ROLES) -> dict[str, bytes]:
    values = {"library.json": library, "roles.json": roles, "note.txt": "x"}
    return {name: json.dumps(value, indent=1).encode() for name, value in values.items()}


def test_roles_expect_the_steps_of_the_libraries() -> None:
    framework, findings = read_folder(files(), "ours")
    craft = framework.competencies[0]
    assert {step: [s.text for s in texts] for step, texts in craft.steps.items()} == {
        "1": ["Writes code."],
        "2": ["Designs systems."],
    }
    assert craft.expects == {"junior": "1"}
    assert [(track.id, track.title) for track in framework.tracks] == [("maker", "Maker")]
    assert [finding.code for finding in findings] == ["empty", "reference"]
    assert str(findings[1]).startswith("roles.json: line 15: The level 'junior' requires 'core/cra")
    assert {"level": "junior", "requires": "core/craft/9"} in [e.value for e in framework.extra]
    assert {"theme": "human"} in [extra.value for extra in framework.extra]


def test_a_library_alone_is_a_framework_without_levels() -> None:
    framework, _ = read_any(files()["library.json"], "library.json")
    assert (framework.title, len(list(framework.statements()))) == ("Core", 2)


def test_roles_alone_ask_for_their_folder() -> None:
    with pytest.raises(BadInput, match="Convert the folder that holds the roles and the lib"):
        read_any(files()["roles.json"], "roles.json")


def test_a_criterion_that_is_no_text_is_refused_with_file_and_line() -> None:
    library = json.loads(json.dumps(LIBRARY))
    library["topics"][0]["levels"][1]["criteria"] = [{"a": 1}]
    with pytest.raises(BadInput, match=r"library\.json: line 22: This criterion is not one text"):
        read_folder(files(library), "ours")
