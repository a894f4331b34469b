"""The words of 1EdTech CASE 1.1 that we use, and identifiers that are always the same.

Source: CASE Service 1.1, information model and REST/JSON binding (1EdTech, final release of 24
January 2025): the types of an association are a closed list, which vendors extend by `ext:`.
"""

from enum import StrEnum
from typing import Any
from uuid import NAMESPACE_URL, uuid5

CASE_VERSION = "1.1"
EXTENSION = "trellis"
"""Under this key of `extensions` stands what CASE has no field for."""

_SPACE = uuid5(NAMESPACE_URL, "trellis/1")


class Association(StrEnum):
    """Every value that CASE 1.1 defines for `associationType`."""

    EXACT_MATCH_OF = "exactMatchOf"
    EXEMPLAR = "exemplar"
    HAS_SKILL_LEVEL = "hasSkillLevel"
    IS_CHILD_OF = "isChildOf"
    IS_PART_OF = "isPartOf"
    IS_PEER_OF = "isPeerOf"
    IS_RELATED_TO = "isRelatedTo"
    IS_TRANSLATION_OF = "isTranslationOf"
    PRECEDES = "precedes"
    REPLACED_BY = "replacedBy"


class ItemType(StrEnum):
    """What our items are."""

    COMPETENCY = "Competency"
    LEVEL = "Level"
    TRACK = "Track"


MEANINGS = {
    ItemType.COMPETENCY: "What people are asked for at each level.",
    ItemType.LEVEL: "One stage of a track.",
    ItemType.TRACK: "A named path through levels.",
}


def identifier(*names: object) -> str:
    """The UUID (version 5) of a thing by its names: the same names always give the same one."""
    return str(uuid5(_SPACE, "\0".join(str(name) for name in names)))


def link(id_: str, title: str) -> dict[str, Any]:
    """A LinkURI to a part of a package."""
    return {"title": title or id_, "identifier": id_, "uri": f"urn:uuid:{id_}"}


def extension(values: dict[str, Any]) -> dict[str, Any]:
    """`extensions` with our group in it; nothing when it is empty."""
    return {"extensions": {EXTENSION: values}} if values else {}


def extended(part: Any) -> dict[str, Any]:
    """Our group in the `extensions` of a part; empty for parts of others."""
    extensions = part.get("extensions") if isinstance(part, dict) else None
    if isinstance(extensions, list):
        extensions = next((each for each in extensions if isinstance(each, dict)), None)
    ours = extensions.get(EXTENSION) if isinstance(extensions, dict) else None
    return dict(ours) if isinstance(ours, dict) else {}
