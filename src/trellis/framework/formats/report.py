"""What an importer brings back: the framework, what it noticed, and what had no place."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from pydantic import ValidationError

from trellis.findings import BadInput, Finding, Severity, has_errors
from trellis.framework.check import problems
from trellis.framework.model import Framework

Imported = tuple[Framework, list[Finding]]


@dataclass
class Report:
    """Collects findings and extras while a file is read; an error refuses the file at the end."""

    name: str
    findings: list[Finding] = field(default_factory=list)
    extra: list[dict[str, Any]] = field(default_factory=list)

    def error(self, code: str, sentence: str, place: str, remedy: str = "") -> None:
        """Something that cannot be imported."""
        self.findings.append(Finding(code, Severity.ERROR, self.name, sentence, remedy, place))

    def warn(self, code: str, sentence: str, place: str, remedy: str = "") -> None:
        """Something that was changed or left out on the way."""
        self.findings.append(Finding(code, Severity.WARNING, self.name, sentence, remedy, place))

    def note(self, code: str, sentence: str, place: str = "", remedy: str = "") -> None:
        """Something that was decided and can be looked at."""
        self.findings.append(Finding(code, Severity.INFO, self.name, sentence, remedy, place))

    def keep(self, place: str, value: Any) -> None:
        """Put what has no place into `extra`, so that nothing is lost."""
        self.extra.append({"place": place, "value": value})

    def keep_rest(self, place: str, values: dict[str, Any], *known: str) -> None:
        """Keep every key of a group that the importer does not know and that says something."""
        rest = {key: value for key, value in values.items() if key not in known}
        rest = {key: value for key, value in rest.items() if value not in (None, "", [])}
        if rest:
            self.keep(place, rest)

    def framework(self, values: dict[str, Any]) -> Imported:
        """The finished framework. Raises `BadInput` with every error that was found."""
        if has_errors(self.findings):
            raise BadInput(*(f for f in self.findings if f.level is Severity.ERROR))
        given = values.get("extra", [])
        try:
            framework = Framework.model_validate(values | {"extra": [*given, *self.extra]})
        except ValidationError as error:
            raise BadInput(*(self._refusal(detail) for detail in error.errors())) from error
        wrong = [self._problem(path, text, remedy) for path, text, remedy in problems(framework)]
        if wrong:
            raise BadInput(*wrong)
        return framework, self.findings

    def _refusal(self, detail: Any) -> Finding:
        return self._problem(detail["loc"], f"{detail['msg']}.", "")

    def _problem(self, path: Any, sentence: str, remedy: str) -> Finding:
        place = ".".join(str(step) for step in path)
        return Finding("framework", Severity.ERROR, self.name, sentence, remedy, place)


def slug(text: str) -> str:
    """An id made from a name; the same name always gives the same id.

    Names without a Latin letter or digit get a checksum as their id.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    return words or f"n{crc32(text.encode()):08x}"


class Ids:
    """Gives every id once: the second `design` becomes `design-2`."""

    def __init__(self, taken: set[str] | None = None) -> None:
        self.taken = set(taken or ())

    def new(self, wish: str) -> str:
        """The id itself, or the first free number behind it."""
        wish, number, id_ = wish[:80], 1, wish[:80]
        while id_ in self.taken:
            number += 1
            id_ = f"{wish}-{number}"
        self.taken.add(id_)
        return id_


def statement_id(competency: str, level: str, ordinal: int) -> str:
    """The id of a statement that came without one: competency, level and place in the cell."""
    return f"{competency[:50]}-{level[:30].lower()}-{ordinal}"
