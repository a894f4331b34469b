"""Shared evidence beside the ratings of a session."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import CharField, F, Q, Value

from trellis.framework.resolve import ResolvedFramework
from trellis_web.calibration.models import Session
from trellis_web.growth.models import EvidenceNote, EvidenceTag
from trellis_web.reviews.models import Assessment, Citation, Cycle, Participant
from trellis_web.reviews.queries.beside import speaks_of
from trellis_web.reviews.rules import Question

MOST = 20
"""So many notes of a person stand beside a rating, newest first."""
CITED = "cited"


def of_period(cycle: Cycle, note: str = "") -> Q:
    """Shared notes of the period of a round, and what still goes on since before it."""
    days = Q(**{f"{note}happened_on__range": (cycle.from_on, cycle.to_on)})
    goes_on = Q(**{f"{note}is_ongoing": True, f"{note}happened_on__lt": cycle.from_on})
    return Q(**{f"{note}shared_at__isnull": False}) & (days | goes_on)


def notes_about(participant: Participant, question: Question) -> tuple[EvidenceNote, ...]:
    """Shared notes of a person in the period, those that speak of the competency first."""
    rows = EvidenceNote.objects.filter(of_period(participant.cycle), person=participant.person_id)
    notes = rows.prefetch_related("tags").order_by("-happened_on", "-pk")
    return tuple(sorted(notes, key=lambda note: not speaks_of(note, question))[:MOST])


def evidenced(
    session: Session, frameworks: Mapping[int, ResolvedFramework]
) -> dict[tuple[int, str], int]:
    """How many notes stand behind each rating, by participant and competency. One query.

    A note counts when the manager cites it, or when it is tagged with the competency or with one of
    its statements. `frameworks`: the pinned framework of each participant.
    """
    found: dict[tuple[int, str], set[int]] = {}
    homes = {key: _homes(each) for key, each in {id(f): f for f in frameworks.values()}.items()}
    for participant, note, kind, key in _rows(session):
        if framework := frameworks.get(participant):
            is_statement = kind == EvidenceTag.Kind.STATEMENT
            named = homes[id(framework)].get(key, "") if is_statement else key
            found.setdefault((participant, named), set()).add(note)
    return {cell: len(notes) for cell, notes in found.items()}


def _rows(session: Session) -> Iterable[tuple[int, int, str, str]]:
    """Participant, note, how it is named, and what by."""
    cites = Citation.objects.filter(
        assessment__participant__calibration__session=session,
        assessment__perspective=Assessment.Perspective.MANAGER,
        assessment__author=F("assessment__participant__manager"),
        assessment__submitted_at__isnull=False,
    )
    tags = EvidenceTag.objects.filter(
        of_period(session.cycle, "note__"),
        note__person__participations__calibration__session=session,
        kind__in=[EvidenceTag.Kind.COMPETENCY, EvidenceTag.Kind.STATEMENT],
        family=session.family.slug,
    )
    cited: Any = cites.order_by().values_list(
        "assessment__participant", "note", Value(CITED, CharField()), "competency__slug"
    )
    participant = "note__person__participations"
    return cited.union(  # type: ignore[no-any-return]
        tags.order_by().values_list(participant, "note", "kind", "key"), all=True
    )


def _homes(framework: ResolvedFramework) -> dict[str, str]:
    """The competency of every statement, by the id of the statement."""
    return {each.id: one.id for one in framework.competencies for each in one.statements()}
