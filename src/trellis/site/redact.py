"""What of a framework may leave the company: an allow-list, so that a new field stays inside."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from trellis.findings import BadInput
from trellis.framework.base import Part
from trellis.framework.model import (
    CellStatus,
    Competency,
    Equivalence,
    Framework,
    Level,
    Move,
    Rating,
    Statement,
    Track,
)
from trellis.framework.plain import plain
from trellis.framework.resolve import ResolvedFramework
from trellis.readiness.criteria import AtLeast, Criterion


class Allowed(StrEnum):
    """The words of an allow-list: each opens some fields. The skeleton (ids, names of families,
    tracks and competencies, ranks) is always public; keys under `x-` and `extra` never are."""

    BANDS = "bands"
    CRITERIA = "criteria"
    EXAMPLES = "examples"
    GLOSSARY = "glossary"
    LINKS = "links"
    MOVES = "moves"
    SCOPES = "scopes"
    STARS = "stars"
    STATEMENTS = "statements"
    SUMMARIES = "summaries"
    TITLES = "titles"
    TRANSLATIONS = "translations"


DEFAULT = frozenset(
    {
        Allowed.GLOSSARY,
        Allowed.MOVES,
        Allowed.SCOPES,
        Allowed.STARS,
        Allowed.STATEMENTS,
        Allowed.SUMMARIES,
        Allowed.TITLES,
        Allowed.TRANSLATIONS,
    }
)
"""What is public unless somebody says otherwise: no bands, examples, links or criteria."""

_Fields = Mapping[str, Allowed | None]

_CRITERION: _Fields = dict.fromkeys(Criterion.keys(), Allowed.CRITERIA) | {
    "texts": Allowed.TRANSLATIONS
}
_OPEN: Mapping[type[Part], _Fields] = {
    Framework: {
        "schema": None,
        "id": None,
        "title": None,
        "language": None,
        "summary": Allowed.SUMMARIES,
        "glossary": Allowed.GLOSSARY,
        "rating": None,
        "tracks": None,
        "competencies": None,
        "moves": Allowed.MOVES,
        "equivalences": Allowed.MOVES,
    },
    Rating: {"basis": None},
    Track: {"id": None, "title": None, "kind": None, "levels": None},
    Level: {
        "id": None,
        "rank": None,
        "titles": Allowed.TITLES,
        "summary": Allowed.SUMMARIES,
        "scope": Allowed.SCOPES,
        "band": Allowed.BANDS,
    },
    Competency: {
        "id": None,
        "title": None,
        "kind": None,
        "summary": Allowed.SUMMARIES,
        "tracks": None,
        "levels": None,
        "steps": None,
        "expects": None,
    },
    Statement: {
        "id": Allowed.STATEMENTS,
        "text": Allowed.STATEMENTS,
        "texts": Allowed.TRANSLATIONS,
        "star": Allowed.STARS,
        "examples": Allowed.EXAMPLES,
        "links": Allowed.LINKS,
    },
    Move: {
        "id": None,
        "kind": None,
        "from": None,
        "to": None,
        "title": None,
        "carries": None,
        "gaps": None,
        "lands_on": None,
        "decision": Allowed.CRITERIA,
        "criteria": Allowed.CRITERIA,
    },
    Equivalence: {"a": None, "b": None, "equal": None},
    Criterion: _CRITERION,
    AtLeast: {"n": None, "of": None},
}
"""Every field that can become public, with the word that opens it; None is the skeleton."""


def allowed(words: Iterable[str]) -> frozenset[Allowed]:
    """The words of an allow-list. Raises `BadInput` for one that is not known."""
    known = {word.value: word for word in Allowed}
    given = [word.strip() for word in words if word.strip()]
    wrong = [word for word in given if word not in known]
    if wrong:
        raise BadInput.at(
            "allow",
            wrong[0],
            f"'{wrong[0]}' is nothing that can be made public.",
            f"Known are {', '.join(known)}.",
        )
    return frozenset(known[word] for word in given)


def redact(framework: Framework, allow: Iterable[Allowed] = DEFAULT) -> Framework:
    """The framework with what `allow` opens and nothing else.

    Included blocks must be merged before (`whole`); `include` itself is not public.
    """
    return Framework.model_validate(_open(framework, frozenset(allow)))


def whole(resolved: ResolvedFramework) -> Framework:
    """The framework with its included competencies as its own."""
    update = {"include": (), "hide": (), "competencies": resolved.competencies}
    return resolved.framework.model_copy(update=update)


def _open(part: Part, allow: frozenset[Allowed]) -> dict[str, Any]:
    """The open fields of a part, and of the parts in it.

    A part of no known type has no open field unless it stands inside something that is open as a
    whole: the parameters of a criterion.
    """
    fields, values = _OPEN.get(type(part)), {}
    if fields is None:
        return {key: value for key, value in plain(part).items() if not key.startswith("x-")}
    for name, field in type(part).model_fields.items():
        key = field.alias or name
        if key in fields and (fields[key] is None or fields[key] in allow):
            values[key] = _value(_finished(part, getattr(part, name)), allow)
    return values


def _finished(part: Part, value: Any) -> Any:
    """Cells without those that are still to write: that is news for the inside only."""
    if isinstance(part, Competency) and isinstance(value, Mapping):
        return {key: cell for key, cell in value.items() if cell != CellStatus.TODO}
    return value


def _value(value: Any, allow: frozenset[Allowed]) -> Any:
    if isinstance(value, Statement) and Allowed.STATEMENTS not in allow:
        return None
    if isinstance(value, Part):
        return _open(value, allow)
    if isinstance(value, Mapping):
        return {key: _value(item, allow) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [each for each in (_value(item, allow) for item in value) if each is not None]
    return value
