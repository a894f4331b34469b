"""The fields of one cell as they are shown: what was sent, or what stands there, and about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from trellis.framework.edit import stale_of
from trellis.framework.model import Statement
from trellis_web.frameworks.queries.editor import Lint, OpenCell, lint_of


@dataclass(frozen=True, slots=True)
class Field:
    """A translation of one sentence: its language, its fields, and whether it is out of date."""

    language: str
    text: Any
    current: Any
    is_stale: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """One sentence of the form. `since` is the version since which it reads so; None is new."""

    number: int
    form: Any
    id: str
    lint: Lint
    translations: tuple[Field, ...]
    since: int | None = None
    earlier: tuple[tuple[int, str], ...] = ()

    @property
    def is_new(self) -> bool:
        """True for the empty field behind the others."""
        return not self.id


@dataclass(frozen=True, slots=True)
class Told:
    """How the last save went: when it was saved, or what stands in its way."""

    saved_at: datetime | None = None
    refused: Any = None
    conflict: Any = None
    theirs: OpenCell | None = None


def slots_of(cell: OpenCell, forms: Sequence[Any], ids: Sequence[str] = ()) -> tuple[Slot, ...]:
    """The sentences of the form, each with what is known about it.

    `ids` are those after a save, by place; without them each form knows its own.
    """
    known = {statement.id: statement for statement in cell.statements}
    return tuple(
        _slot(cell, number, form, ids[number] if ids else form["id"].value() or "", known)
        for number, form in enumerate(forms)
    )


def _slot(cell: OpenCell, number: int, form: Any, id_: str, known: dict[str, Statement]) -> Slot:
    statement, text = known.get(id_), form["text"].value() or ""
    stale = stale_of(statement) if statement else ()
    translations = tuple(
        Field(language, form[f"text-{language}"], form[f"current-{language}"], language in stale)
        for language in cell.editing.languages
    )
    return Slot(
        number=number,
        form=form,
        id=id_,
        lint=lint_of(cell.editing.framework.framework, text, id_),
        translations=translations,
        since=cell.past.since(statement) if statement else None,
        earlier=cell.past.earlier(statement) if statement else (),
    )


def ids_after(forms: Sequence[Any], statements: Sequence[Statement]) -> list[str]:
    """The id of each field of the form after a save; what was taken out keeps the one it had."""
    saved = iter(statements)
    return [
        next(saved).id if form.sentence() is not None else form["id"].value() or ""
        for form in forms
    ]
