"""What a round established: immutable, the only source of employee pages."""

from uuid import uuid4

from django.conf import settings
from django.db import models

from trellis_web.audit.models import AppendOnly
from trellis_web.frameworks.models import Competency, Version
from trellis_web.growth.models import EvidenceNote
from trellis_web.reviews.models.assessments import Assessment, Next, RatingBase
from trellis_web.reviews.models.cycles import Cycle
from trellis_web.reviews.models.participants import Participant

PERSON = settings.AUTH_USER_MODEL


class ReleasedResult(AppendOnly):
    """What a cycle established about a person, pinned to version and level."""

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="results")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="results")
    version = models.ForeignKey(Version, on_delete=models.PROTECT)
    level = models.CharField(max_length=100)
    next_level = models.CharField(max_length=100, blank=True)
    manager = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    is_absent = models.BooleanField(default=False)
    is_calibrated = models.BooleanField(default=False)
    summary = models.TextField(blank=True)
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("person_id", "-cycle_id")
        constraints = [models.UniqueConstraint(name="result_once", fields=["person", "cycle"])]

    def __str__(self) -> str:
        return f"{self.person_id}/{self.cycle_id}"


class CalibratedRating(AppendOnly):
    """What a closed calibration made of a manager's rating; the release copies it.

    Written by calibration, read by the release. `reason` is what the person reads; `statement` is
    the id of the cited sentence and `wording` its text at that moment.
    """

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="calibrated_ratings"
    )
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="+")
    from_score = models.PositiveSmallIntegerField(null=True, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    step = models.CharField(max_length=100, blank=True)
    next = models.CharField(max_length=15, choices=Next, blank=True)
    statement = models.CharField(max_length=100)
    wording = models.TextField()
    reason = models.TextField(max_length=4_000)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="calibrated_rating_once", fields=["participant", "competency"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant_id}/{self.competency_id}"


class ReleasedRating(AppendOnly, RatingBase):
    """One competency of a released result.

    `calibrated_from` is the manager's score where calibration changed it, with the reason that the
    person reads and the sentence that was cited for it.
    """

    result = models.ForeignKey(ReleasedResult, on_delete=models.PROTECT, related_name="ratings")
    is_calibrated = models.BooleanField(default=False)
    calibrated_from = models.PositiveSmallIntegerField(null=True, blank=True)
    calibration_reason = models.TextField(blank=True, max_length=4_000)
    calibration_wording = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="released_rating_once", fields=["result", "competency"])
        ]

    def __str__(self) -> str:
        return f"{self.result_id}/{self.competency_id}"


class ReleasedCitation(AppendOnly):
    """A note that was cited for a competency of a released result."""

    result = models.ForeignKey(ReleasedResult, on_delete=models.PROTECT, related_name="citations")
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT)
    note = models.ForeignKey(
        EvidenceNote, on_delete=models.PROTECT, related_name="released_citations"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="released_citation_once", fields=["result", "competency", "note"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.result_id}/{self.note_id}"


class ReleasedFeedback(AppendOnly):
    """What peers or reports said of one competency, as it is passed on to the person.

    `author` is empty for an anonymous answer; the key is random, so that it tells no order.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    result = models.ForeignKey(ReleasedResult, on_delete=models.PROTECT, related_name="feedback")
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT)
    perspective = models.CharField(max_length=10, choices=Assessment.Perspective)
    author = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    next = models.CharField(max_length=15, choices=Next, blank=True)
    reason = models.TextField(blank=True, max_length=10_000)

    class Meta:
        ordering = ("competency_id", "reason", "score", "next", "id")

    def __str__(self) -> str:
        return f"{self.result_id}/{self.competency_id}"


class Acknowledgement(AppendOnly):
    """The person has read their result, and may say something about it."""

    result = models.OneToOneField(
        ReleasedResult, on_delete=models.PROTECT, related_name="acknowledgement"
    )
    comment = models.TextField(blank=True, max_length=10_000)
    acknowledged_at = models.DateTimeField()
    acknowledged_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.result_id)
