"""Families, their published versions, and what stands in a version."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Path, Router

from trellis.framework.model import Competency, Move
from trellis.framework.resolve import ResolvedFramework, level_of
from trellis_web.access.rules import Scope
from trellis_web.api.rules import Token
from trellis_web.api.schemas.base import REFUSALS_OF_ONE, Key, Word
from trellis_web.api.schemas.frameworks import (
    CellOut,
    CompetenciesOut,
    CompetencyOut,
    CriterionOut,
    FamilyOut,
    LevelOut,
    LevelsOut,
    MoveOut,
    MovesOut,
    StatementOut,
    VersionOut,
)
from trellis_web.api.v1.reading import Reader, found, offer
from trellis_web.api.v1.resource import Expansion, Filter, Order, Resource
from trellis_web.frameworks.models import Family, Version
from trellis_web.frameworks.queries import resolved
from trellis_web.frameworks.queries.moves import words_of

TAG = "Frameworks"
router = Router(tags=[TAG])


def _without_text(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.defer("text")


VERSIONS = Resource(
    name="framework-versions",
    one="a published version",
    model=Version,
    out=VersionOut,
    scope=Scope.FRAMEWORKS_READ,
    tag=TAG,
    load=_without_text,
    orders={"id": Order("pk"), "published_at": Order("published_at")},
    filters={"family": Filter("family__slug", Word), "family_id": Filter("family", Key)},
)
FAMILIES = Resource(
    name="families",
    one="a job family",
    model=Family,
    out=FamilyOut,
    scope=Scope.FRAMEWORKS_READ,
    tag=TAG,
    orders={"title": Order("title"), "id": Order("pk")},
    filters={"slug": Filter("slug", Word)},
    expands={"current": Expansion(VERSIONS, "current_id")},
)
for each in (FAMILIES, VERSIONS):
    offer(router, each)


def _version(request: HttpRequest, key: int) -> ResolvedFramework:
    return resolved(found(Reader.of(request), VERSIONS, key))


@router.get(
    "/framework-versions/{pk}/levels",
    auth=Token(Scope.FRAMEWORKS_READ),
    response={200: LevelsOut, **REFUSALS_OF_ONE},
    url_name="api_version_levels",
    operation_id="read_levels",
    summary="The levels of a version, track by track",
)
def read_levels(request: HttpRequest, pk: Path[Key]) -> LevelsOut:
    """In file order."""
    levels = [
        LevelOut(
            id=level.id,
            track=track.id,
            rank=level.rank,
            titles=list(level.titles),
            summary=level.summary,
            scope=level.scope,
        )
        for track, level in _version(request, pk).framework.levels()
    ]
    return LevelsOut(items=levels)


@router.get(
    "/framework-versions/{pk}/competencies",
    auth=Token(Scope.FRAMEWORKS_READ),
    response={200: CompetenciesOut, **REFUSALS_OF_ONE},
    url_name="api_version_competencies",
    operation_id="read_competencies",
    summary="The competencies of a version with their statements, level by level",
)
def read_competencies(request: HttpRequest, pk: Path[Key]) -> CompetenciesOut:
    """In file order; levels that say nothing are left out."""
    framework = _version(request, pk)
    return CompetenciesOut(items=[_competency(framework, each) for each in framework.competencies])


@router.get(
    "/framework-versions/{pk}/moves",
    auth=Token(Scope.FRAMEWORKS_READ),
    response={200: MovesOut, **REFUSALS_OF_ONE},
    url_name="api_version_moves",
    operation_id="read_moves",
    summary="The moves of a version with their criteria, in words and as rules",
)
def read_moves(request: HttpRequest, pk: Path[Key]) -> MovesOut:
    """In file order."""
    framework = _version(request, pk)
    return MovesOut(items=[_move(framework, each) for each in framework.framework.moves])


def _competency(framework: ResolvedFramework, competency: Competency) -> CompetencyOut:
    return CompetencyOut(
        id=competency.id,
        title=competency.title,
        kind=competency.kind,
        summary=competency.summary,
        cells=list(_cells(framework, competency)),
    )


def _cells(framework: ResolvedFramework, competency: Competency) -> Iterator[CellOut]:
    for level in framework.levels:
        if (competency.id, level) in framework.cells:
            cell = framework.cell(competency.id, level)
            said = [StatementOut(id=s.id, text=s.text, star=s.star) for s in cell.statements]
            yield CellOut(
                level=level, expectation=cell.expectation, step=cell.step, statements=said
            )


def _move(framework: ResolvedFramework, move: Move) -> MoveOut:
    words = words_of(framework, move)
    criteria = [
        CriterionOut(
            id=each.id or "",
            stage=each.effective_stage,
            asks=words[each.id or ""],
            rule=each.model_dump(mode="json", by_alias=True, exclude_none=True),
        )
        for each in move.criteria
    ]
    return MoveOut(
        id=move.id,
        kind=move.kind,
        from_level=level_of(move.from_),
        to_level=move.to,
        title=move.title,
        decision=str(move.decision) if move.at_least is None else {"at_least": move.at_least},
        criteria=criteria,
    )
