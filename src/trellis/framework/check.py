"""What a framework must keep beyond its types: ids once, and no reference into nothing."""

from collections.abc import Iterable, Iterator

from trellis.framework.model import CellStatus, Competency, Framework, Move
from trellis.framework.source import Path
from trellis.readiness.criteria import Criterion

Problem = tuple[Path, str, str]
"""Where in the document, the sentence, the remedy."""


def problems(framework: Framework) -> Iterator[Problem]:
    """Everything that is wrong between the parts of one framework, in file order."""
    yield from _doubles("level", _level_ids(framework))
    yield from _doubles("track", ((t.id, ("tracks", i)) for i, t in enumerate(framework.tracks)))
    yield from _doubles(
        "competency", ((c.id, ("competencies", i)) for i, c in enumerate(framework.competencies))
    )
    yield from _doubles("statement", _statement_ids(framework))
    yield from _doubles("move", ((m.id, ("moves", i)) for i, m in enumerate(framework.moves)))
    for index, competency in enumerate(framework.competencies):
        yield from _competency(framework, competency, ("competencies", index))
    for index, move in enumerate(framework.moves):
        yield from _move(framework, move, ("moves", index))
    for index, pair in enumerate(framework.equivalences):
        for end in ("a", "b"):
            yield from _ref(framework, getattr(pair, end), ("equivalences", index, end), end)


def _doubles(noun: str, ids: Iterable[tuple[str, Path]]) -> Iterator[Problem]:
    seen = set()
    for id_, path in ids:
        if id_ in seen:
            yield (
                (*path, "id"),
                f"The {noun} id '{id_}' is used twice.",
                "Ids are never reused; give it another.",
            )
        seen.add(id_)


def _level_ids(framework: Framework) -> Iterator[tuple[str, Path]]:
    for t, track in enumerate(framework.tracks):
        for n, level in enumerate(track.levels):
            yield level.id, ("tracks", t, "levels", n)


def _statement_ids(framework: Framework) -> Iterator[tuple[str, Path]]:
    for c, competency in enumerate(framework.competencies):
        for part, cells in (("levels", competency.levels), ("steps", competency.steps)):
            for level, cell in cells.items():
                if not isinstance(cell, CellStatus):
                    for n, statement in enumerate(cell):
                        yield statement.id, ("competencies", c, part, level, n)


def _competency(framework: Framework, competency: Competency, path: Path) -> Iterator[Problem]:
    tracks = {track.id for track in framework.tracks}
    for index, track in enumerate(competency.tracks):
        if track not in tracks:
            yield (
                (*path, "tracks", index),
                f"The track '{track}' does not exist.",
                _choices("tracks", tracks),
            )
    levels = {level.id for _, level in framework.levels()}
    for part, cells in (("levels", competency.levels), ("expects", competency.expects)):
        for level in cells:
            if level not in levels:
                yield (
                    (*path, part, level),
                    f"The level '{level}' does not exist.",
                    _choices("levels", levels),
                )


def _move(framework: Framework, move: Move, path: Path) -> Iterator[Problem]:
    if move.from_.count("/") == 2 and not move.from_.startswith(f"{framework.id}/"):
        yield (
            (*path, "from"),
            f"The move '{move.id}' starts in another family: {move.from_}.",
            "A move belongs to the family that it starts from.",
        )
    yield from _ref(framework, move.from_, (*path, "from"), f"start of the move '{move.id}'")
    yield from _ref(framework, move.to, (*path, "to"), f"end of the move '{move.id}'")
    if move.at_least is not None and not 1 <= move.at_least <= len(move.criteria):
        yield (
            (*path, "decision"),
            f"The move '{move.id}' asks for {move.at_least} of {len(move.criteria)} criteria.",
            "Ask for at least one, and no more than there are.",
        )
    yield from _doubles("criterion", _criterion_ids(move.criteria, (*path, "criteria")))
    for index, criterion in enumerate(move.criteria):
        yield from _scopes(framework, criterion, (*path, "criteria", index))


def _criterion_ids(criteria: Iterable[Criterion], path: Path) -> Iterator[tuple[str, Path]]:
    for index, criterion in enumerate(criteria):
        if criterion.id:
            yield criterion.id, (*path, index)
        yield from _criterion_ids(criterion.children, _below(criterion, (*path, index)))


def _scopes(framework: Framework, criterion: Criterion, path: Path) -> Iterator[Problem]:
    """Competencies named in `of:` that do not exist; with an include there may be more."""
    known = {competency.id for competency in framework.competencies}
    scope = getattr(getattr(criterion, criterion.kind, None), "of", ()) if criterion.is_leaf else ()
    if isinstance(scope, tuple) and not framework.include:
        for index, id_ in enumerate(scope):
            if id_ not in known:
                yield (
                    (*path, criterion.kind, "of", index),
                    f"The competency '{id_}' does not exist.",
                    _choices("competencies", known),
                )
    for index, child in enumerate(criterion.children):
        yield from _scopes(framework, child, (*_below(criterion, path), index))


def _below(criterion: Criterion, path: Path) -> Path:
    return (*path, "at_least", "of") if criterion.kind == "at_least" else (*path, criterion.kind)


def _ref(framework: Framework, ref: str, path: Path, what: str) -> Iterator[Problem]:
    own = ref.removeprefix(f"{framework.id}/") if ref.count("/") == 2 else ref
    known = {f"{track.id}/{level.id}" for track, level in framework.levels()}
    if own.count("/") == 1 and own not in known:
        yield path, f"The {what}, {ref}, does not exist.", _choices("levels", known)


def _choices(noun: str, known: set[str]) -> str:
    return f"The {noun} are {', '.join(sorted(known))}." if known else f"There are no {noun} yet."
