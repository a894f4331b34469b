"""One author's words about one participant, and what they cite."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trellis.process.states import AssessmentState
from trellis_web.frameworks.models import Competency
from trellis_web.growth.models import EvidenceNote
from trellis_web.reviews.models.participants import Participant

PERSON = settings.AUTH_USER_MODEL


class Next(models.TextChoices):
    """The observation of a competency against the next level."""

    SHOWS = "shows", _("Shows it")
    NOT_YET = "not_yet", _("Not yet")
    NO_OPPORTUNITY = "no_opportunity", _("No opportunity")


class Assessment(models.Model):
    """One author's review of one participant. A draft until it is submitted."""

    class Perspective(models.TextChoices):
        """From where the author looks."""

        DOTTED = "dotted", _("second line")
        MANAGER = "manager", _("manager")
        PEER = "peer", _("peer")
        SELF = "self", _("self")
        UPWARD = "upward", _("report")

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="assessments"
    )
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="assessments")
    perspective = models.CharField(max_length=10, choices=Perspective)
    summary = models.TextField(blank=True, max_length=10_000)
    saved_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    reopening_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="assessment_once", fields=["participant", "perspective", "author"]
            ),
            models.CheckConstraint(
                name="assessment_submitted_pair",
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="assessment_reopened_with_reason",
                condition=Q(reopened_at__isnull=True) | ~Q(reopening_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id}/{self.perspective}"

    @property
    def state(self) -> AssessmentState:
        """Where the words are in their life."""
        if self.submitted_at:
            return AssessmentState.SUBMITTED
        return AssessmentState.REOPENED if self.reopened_at else AssessmentState.DRAFT

    @property
    def is_self(self) -> bool:
        """Whether the author writes about themself."""
        return self.perspective == Assessment.Perspective.SELF

    @property
    def is_colleagues(self) -> bool:
        """Whether a colleague writes, who answers only what they saw."""
        return self.perspective in (Assessment.Perspective.PEER, Assessment.Perspective.UPWARD)


class RatingBase(models.Model):
    """What is said of one competency. No score with `is_unseen` is the answer "not enough seen"."""

    competency = models.ForeignKey(Competency, on_delete=models.PROTECT)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    step = models.CharField(max_length=100, blank=True)
    next = models.CharField(max_length=15, choices=Next, blank=True)
    is_unseen = models.BooleanField(default=False)
    reason = models.TextField(blank=True, max_length=10_000)

    class Meta:
        abstract = True


class Rating(RatingBase):
    """One competency in an assessment.

    `is_carried`: the author confirmed what the last result says, and changed nothing.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="ratings")
    is_carried = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="rating_once", fields=["assessment", "competency"]),
            models.CheckConstraint(
                name="rating_score_range", condition=Q(score__isnull=True) | Q(score__range=(1, 5))
            ),
            models.CheckConstraint(
                name="rating_unseen_has_no_score",
                condition=Q(is_unseen=False) | Q(score__isnull=True, step=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id}/{self.competency_id}"


class Citation(models.Model):
    """An author points to a shared note for a competency."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="citations")
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT)
    note = models.ForeignKey(EvidenceNote, on_delete=models.CASCADE, related_name="citations")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="citation_once", fields=["assessment", "competency", "note"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id}/{self.note_id}"
