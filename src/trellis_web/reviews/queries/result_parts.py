"""What stands beside the ratings of a released result: evidence, feedback, one's own view."""

from dataclasses import dataclass
from datetime import datetime

from trellis_web.access.models import ReadingReason
from trellis_web.access.queries import visible
from trellis_web.audit.models import Event
from trellis_web.frameworks.queries import resolved
from trellis_web.growth.models import EvidenceNote
from trellis_web.people.models import Person
from trellis_web.reviews.events import ResultOpened
from trellis_web.reviews.models import (
    Assessment,
    Rating,
    ReleasedCitation,
    ReleasedFeedback,
    ReleasedResult,
)
from trellis_web.reviews.rules import word_of


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a colleague said of one competency. No author: they were promised that."""

    said: ReleasedFeedback
    word: str

    @property
    def author(self) -> str:
        """Their name; empty where it was said without one."""
        return self.said.author.name if self.said.author else ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Somebody else opened the result: the latest time, and the reason where one was needed."""

    reader: str
    at: datetime
    reason: str = ""


def cited(result: ReleasedResult, *, to: Person) -> dict[str, list[EvidenceNote]]:
    """The notes that were cited, by competency, as far as `to` may still read them. One query."""
    rows = ReleasedCitation.objects.filter(
        result=result, note__in=visible(EvidenceNote, to=to)
    ).select_related("note", "competency")
    found: dict[str, list[EvidenceNote]] = {}
    for row in rows.order_by("-note__happened_on", "note_id"):
        found.setdefault(row.competency.slug, []).append(row.note)
    return found


def feedback_of(result: ReleasedResult) -> dict[str, list[Feedback]]:
    """What was passed on, by competency, in an order that tells nothing. One query."""
    scale = resolved(result.version).framework.rating.scale
    found: dict[str, list[Feedback]] = {}
    rows = ReleasedFeedback.objects.filter(result=result).select_related("author", "competency")
    for row in rows:
        found.setdefault(row.competency.slug, []).append(Feedback(row, word_of(row.score, scale)))
    return found


def own_words(result: ReleasedResult) -> tuple[dict[str, Rating], str]:
    """The self-assessment that was handed in for the same round. Two queries."""
    own = Assessment.objects.filter(
        participant__cycle=result.cycle_id,
        participant__person=result.person_id,
        perspective=Assessment.Perspective.SELF,
        submitted_at__isnull=False,
    ).first()
    if own is None:
        return {}, ""
    rows = Rating.objects.filter(assessment=own).select_related("competency")
    return {each.competency.slug: each for each in rows}, own.summary


def receipts(result: ReleasedResult) -> tuple[Receipt, ...]:
    """Who else opened a result, each once with the latest time and reason. Two queries."""
    opened = Event.objects.filter(
        tag=ResultOpened.tag, subject=result.person_id, payload__result=result.pk
    )
    latest = {each.actor_id: each for each in opened.select_related("actor").order_by("id")}
    said = ReadingReason.objects.filter(person=result.person_id, reader__in=latest)
    why = {each.reader_id: each.reason for each in said.order_by("given_at")}
    found = (
        Receipt(each.actor.name, each.at, why.get(each.actor_id, ""))
        for each in latest.values()
        if each.actor
    )
    return tuple(sorted(found, key=lambda each: each.at, reverse=True))
