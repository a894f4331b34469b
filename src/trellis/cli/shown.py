"""A resolved framework for people and for programs."""

from collections.abc import Iterator
from typing import Any

from trellis.framework.plain import plain
from trellis.framework.resolve import Expectation, ResolvedFramework


def as_dict(framework: ResolvedFramework) -> dict[str, Any]:
    """The resolved framework as JSON knows it: levels, cells with statements, moves, counts."""
    document = plain(framework.framework)
    competencies = [
        {
            **{
                key: value
                for key, value in plain(competency).items()
                if key not in ("levels", "steps", "expects")
            },
            "kind": competency.kind,
            "cells": {level: _cell(framework, competency.id, level) for level in framework.levels},
        }
        for competency in framework.competencies
    ]
    return {
        **document,
        "language": framework.framework.language,
        "competencies": competencies,
        "moves": document.get("moves", []),
        "extra": document.get("extra", []),
        "counts": framework.counts,
    }


def _cell(framework: ResolvedFramework, competency: str, level: str) -> dict[str, Any]:
    cell = framework.cell(competency, level)
    return {
        "expectation": cell.expectation.value,
        "step": cell.step,
        "statements": [plain(statement) for statement in cell.statements],
    }


def as_text(framework: ResolvedFramework) -> Iterator[str]:
    """An outline, line by line: what every level expects, and the moves."""
    document, counts = framework.framework, framework.counts
    yield f"{document.title} ({document.id})"
    yield ", ".join(f"{number} {name}" for name, number in counts.items())
    for track, level in document.levels():
        yield f"\n{track.title} · {level.id} {level.title if level.titles else ''}".rstrip()
        for id_ in framework.expected(level.id):
            yield f"  {framework.competency[id_].title}"
            cell = framework.cell(id_, level.id)
            if cell.expectation is Expectation.AS_BELOW:
                yield "    as the level below"
            else:
                yield from (f"    - {'★ ' if s.star else ''}{s.text}" for s in cell.statements)
    if document.moves:
        yield "\nMoves"
        yield from (
            f"  {m.id}: {m.from_} to {m.to}, {len(m.criteria)} criteria" for m in document.moves
        )
