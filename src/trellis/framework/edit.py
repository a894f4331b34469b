"""Changing one cell of a framework: its sentences, or why it holds none.

Everything here is pure: a framework goes in, another comes out, and `dump(over=)` keeps the
comments of the file. A sentence keeps its id however it is reworded; an id never comes back for
another sentence.
"""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from trellis.findings import BadInput
from trellis.framework.model import Cell, CellStatus, Competency, Framework, Statement
from trellis.framework.plain import plain

STALE = "x-stale"
"""On a statement: the languages whose translation is older than the binding text."""
MAX_ID = 80
"""Characters of a derived id before its number; a slug has at most 100."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as somebody wrote it; without `id` it is new.

    `texts` are the translations by language (an empty one is taken out); `current` names the
    languages whose unchanged translation still says the same as `text`.
    """

    text: str
    id: str = ""
    is_starred: bool = False
    examples: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    current: frozenset[str] = frozenset()


def cell_of(competency: Competency, level: str) -> Cell | None:
    """What is written for a level: sentences (those of its step, where there are steps), or why
    there are none; None where nothing is said."""
    if not (competency.steps or competency.expects):
        return competency.levels.get(level)
    expected = competency.expects.get(level)
    if expected is None:
        return None
    return competency.steps[expected] if expected in competency.steps else CellStatus(expected)


def statements_of(cell: Cell | None) -> tuple[Statement, ...]:
    """The sentences of a cell; none for a status."""
    return () if cell is None or isinstance(cell, CellStatus) else cell


def cell_digest(competency: Competency, level: str) -> str:
    """A short text that is the same as long as nobody changes this cell."""
    cell = cell_of(competency, level)
    held: Any = str(cell) if isinstance(cell, CellStatus) else [plain(s) for s in cell or ()]
    said = json.dumps([competency.expects.get(level), held], sort_keys=True, default=str)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def stale_of(statement: Statement) -> tuple[str, ...]:
    """The languages whose translation is older than the binding text."""
    named = (statement.model_extra or {}).get(STALE, ())
    return tuple(language for language in statement.texts if language in named)


def set_statements(
    framework: Framework,
    competency: str,
    level: str,
    sentences: Sequence[Sentence],
    *,
    taken: Collection[str] = (),
) -> Framework:
    """The cell with these sentences, in this order. Without any, the cell says nothing.

    `taken` holds ids of earlier versions, which no new sentence gets. With proficiency steps the
    sentences are those of the step that the level expects, so every level of that step has them.
    Raises `BadInput` when the cell is gone, when it stands for no sentences by its status in a
    competency with steps, or when an id stands in another cell.
    """
    held = _competency(framework, competency, level)
    here = {statement.id: statement for statement in statements_of(cell_of(held, level))}
    elsewhere = {statement.id for statement in framework.statements()} - here.keys()
    used = {*taken, *elsewhere, *here}
    written: list[Statement] = []
    for sentence in sentences:
        _refuse_double(sentence, elsewhere, written)
        id_ = sentence.id or derived_id(competency, level, sentence.text, used)
        used.add(id_)
        written.append(_statement(sentence, id_, here.get(id_)))
    return replace_competency(framework, _with_cell(framework, held, level, tuple(written)))


def set_status(
    framework: Framework, competency: str, level: str, status: CellStatus | str | None
) -> Framework:
    """The cell with a status in place of sentences; a step of the competency is one as well.

    None takes away whatever was said. Raises `BadInput` when the cell is gone, or for a status
    that is neither known nor a step.
    """
    held = _competency(framework, competency, level)
    if held.steps or held.expects:
        wanted = None if status is None else str(status)
        if wanted is not None and wanted not in {*held.steps, *CellStatus}:
            raise _unknown(held, wanted)
        return replace_competency(
            framework,
            held.model_copy(update={"expects": _put(framework, held.expects, level, wanted)}),
        )
    if status is not None and status not in set(CellStatus):
        raise _unknown(held, str(status))
    cell = None if status is None else CellStatus(status)
    levels = _put(framework, held.levels, level, cell)
    return replace_competency(framework, held.model_copy(update={"levels": levels}))


def localised(framework: Framework, competency: Competency) -> Framework:
    """The framework with an included competency as one of its own, so that a cell can differ.

    Cells of levels and tracks that the framework does not have are left out. A competency that is
    its own already stays as it is.
    """
    if any(each.id == competency.id for each in framework.competencies):
        return framework
    levels = {level.id for _, level in framework.levels()}
    tracks = {track.id for track in framework.tracks}
    own = competency.model_copy(
        update={
            "tracks": tuple(track for track in competency.tracks if track in tracks),
            "levels": {k: cell for k, cell in competency.levels.items() if k in levels},
            "expects": {k: step for k, step in competency.expects.items() if k in levels},
        }
    )
    return framework.model_copy(update={"competencies": (*framework.competencies, own)})


def as_in_core(framework: Framework, core: Competency, level: str) -> Framework:
    """The cell as the included block has it; a competency that then says the same is dropped.

    What is dropped comes back by the include. Raises `BadInput` when the cell is gone.
    """
    held = _competency(framework, core.id, level)
    theirs = cell_of(core, level)
    if core.steps or core.expects:
        expects = _put(framework, held.expects, level, core.expects.get(level))
        steps = {**held.steps, **core.steps}
        changed = held.model_copy(update={"levels": {}, "expects": expects, "steps": steps})
    else:
        levels = _put(framework, held.levels, level, theirs)
        changed = held.model_copy(update={"levels": levels})
    inherited = localised(framework.model_copy(update={"competencies": ()}), core)
    if _same(changed, inherited.competencies[0]):
        kept = tuple(each for each in framework.competencies if each.id != core.id)
        return framework.model_copy(update={"competencies": kept})
    return replace_competency(framework, changed)


def replace_competency(framework: Framework, competency: Competency) -> Framework:
    """The framework with this competency in the place of the one of the same id."""
    return framework.model_copy(
        update={
            "competencies": tuple(
                competency if each.id == competency.id else each for each in framework.competencies
            )
        }
    )


def derived_id(competency: str, level: str, text: str, used: Collection[str]) -> str:
    """An id for a new sentence, from its place and its first text, that nothing has used."""
    said = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    first = f"{competency}-{level}"[:MAX_ID] + f"-{said}"
    id_, number = first, 1
    while id_ in used:
        number += 1
        id_ = f"{first}-{number}"
    return id_


def _competency(framework: Framework, competency: str, level: str) -> Competency:
    """The competency of a cell that is still there."""
    found = next((each for each in framework.competencies if each.id == competency), None)
    if found is not None and any(each.id == level for _, each in framework.levels()):
        return found
    raise BadInput.at(
        "cell-gone",
        f"{competency} {level}",
        f"The cell of '{competency}' at {level} is no longer in this draft.",
        "Somebody took it out. Put your words into another cell.",
    )


def _refuse_double(sentence: Sentence, elsewhere: set[str], written: list[Statement]) -> None:
    if sentence.id and (sentence.id in elsewhere or sentence.id in {s.id for s in written}):
        raise BadInput.at(
            "double-id",
            sentence.id,
            f"The statement id '{sentence.id}' is used twice.",
            "Ids are never reused; give the sentence without an id, and it gets its own.",
        )


def _unknown(competency: Competency, status: str) -> BadInput:
    known = ", ".join([*competency.steps, *sorted(CellStatus)])
    return BadInput.at(
        "cell-status", competency.id, f"A cell cannot be '{status}'.", f"It can be: {known}."
    )


def _statement(sentence: Sentence, id_: str, old: Statement | None) -> Statement:
    """The statement, with everything that the writer did not see as it was."""
    texts = {language: text for language, text in sentence.texts.items() if text}
    before = old or Statement(id=id_, text=sentence.text)
    stale = tuple(
        language
        for language, text in texts.items()
        if language not in sentence.current
        and text == before.texts.get(language)
        and (before.text != sentence.text or language in stale_of(before))
    )
    said = {"text": sentence.text, "texts": texts, "star": sentence.is_starred}
    values = plain(before) | said | {"examples": sentence.examples, STALE: list(stale)}
    if not stale:
        del values[STALE]
    return Statement.model_validate(values)


def _with_cell(
    framework: Framework, held: Competency, level: str, statements: tuple[Statement, ...]
) -> Competency:
    if not (held.steps or held.expects):
        levels = _put(framework, held.levels, level, statements or None)
        return held.model_copy(update={"levels": levels})
    step = held.expects.get(level)
    if step not in held.steps:
        raise BadInput.at(
            "no-step",
            held.id,
            f"'{held.title}' is written in steps, and {level} expects none of them.",
            f"Choose one of its steps first: {', '.join(held.steps)}.",
        )
    return held.model_copy(update={"steps": {**held.steps, step: statements}})


def _put(framework: Framework, cells: Mapping[str, Any], level: str, cell: Any) -> dict[str, Any]:
    """The cells with one of them set or, with None, taken out; a new one in order of levels."""
    changed = {**cells, level: cell}
    if cell is None:
        return {key: held for key, held in cells.items() if key != level}
    if level in cells:
        return changed
    order = {each.id: index for index, (_, each) in enumerate(framework.levels())}
    return dict(sorted(changed.items(), key=lambda item: order.get(item[0], len(order))))


def _same(one: Competency, other: Competency) -> bool:
    return plain(one) == plain(other)
