"""Frameworks as they were published."""

from datetime import datetime
from typing import Any

from ninja import Schema


class FamilyOut(Schema):
    """A job family; `current_id` is the version in force."""

    id: int
    slug: str
    title: str
    current_id: int | None


class VersionOut(Schema):
    """A published version. `digest` is the SHA-256 of its document."""

    id: int
    family_id: int
    number: int
    note: str
    digest: str
    published_at: datetime


class LevelOut(Schema):
    """A level of a track."""

    id: str
    track: str
    rank: int
    titles: list[str]
    summary: str | None
    scope: str | None


class StatementOut(Schema):
    """One sentence of what somebody does."""

    id: str
    text: str
    star: bool


class CellOut(Schema):
    """What a level asks of a competency."""

    level: str
    expectation: str
    step: str | None
    statements: list[StatementOut]


class CompetencyOut(Schema):
    """A competency, level by level."""

    id: str
    title: str
    kind: str
    summary: str | None
    cells: list[CellOut]


class CriterionOut(Schema):
    """One criterion: what it asks in words, and as the framework file has it."""

    id: str
    stage: str
    asks: str
    rule: dict[str, Any]


class MoveOut(Schema):
    """A move between two levels, with its criteria."""

    id: str
    kind: str
    from_level: str
    to_level: str
    title: str | None
    decision: str | dict[str, int]
    criteria: list[CriterionOut]


class LevelsOut(Schema):
    """All levels of a version, in file order."""

    items: list[LevelOut]


class CompetenciesOut(Schema):
    """All competencies of a version, in file order."""

    items: list[CompetencyOut]


class MovesOut(Schema):
    """All moves of a version, in file order."""

    items: list[MoveOut]
