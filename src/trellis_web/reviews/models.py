"""Reviews: cycles, drafts of assessments, and the released results apart from them.

Cycle            a review round or a check-in
Exemption        a person whom a cycle leaves out, or who is away during it
Participant      a person in a cycle, with version, level and manager frozen at the opening
Assessment       one author's words about one participant
Rating           one competency in an assessment
ReleasedResult   what the cycle established; immutable, the only source of employee pages
ReleasedRating   one competency of a released result; immutable
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trellis.process.states import AssessmentState, CycleState
from trellis_web.audit.models import AppendOnly
from trellis_web.frameworks.models import Competency, Family, Version

PERSON = settings.AUTH_USER_MODEL


class Next(models.TextChoices):
    """The observation of a competency against the next level."""

    SHOWS = "shows", _("Shows it")
    NOT_YET = "not_yet", _("Not yet")
    NO_OPPORTUNITY = "no_opportunity", _("No opportunity")


class Cycle(models.Model):
    """A round. `seq` orders the rounds of a family; a missing number is a round that was skipped.

    The period is `from_on` to `to_on`, both included.
    """

    class Kind(models.TextChoices):
        """A review gives scores; a check-in gives observations only."""

        CHECKIN = "checkin", _("check-in")
        REVIEW = "review", _("review")

    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.REVIEW)
    seq = models.PositiveIntegerField()
    from_on = models.DateField()
    to_on = models.DateField()
    due_on = models.DateField()
    families = models.ManyToManyField(Family)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-seq",)
        constraints = [
            models.CheckConstraint(name="cycle_period", condition=Q(to_on__gt=models.F("from_on"))),
            models.CheckConstraint(
                name="cycle_released_after_opened",
                condition=Q(released_at__isnull=True) | Q(opened_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> CycleState:
        """Where the round is in its life."""
        if self.released_at:
            return CycleState.RELEASED
        return CycleState.OPEN if self.opened_at else CycleState.DRAFT

    @property
    def is_checkin(self) -> bool:
        """Whether it asks for observations only."""
        return self.kind == Cycle.Kind.CHECKIN


class Exemption(models.Model):
    """A person whom a cycle leaves out, or whose absence during it is recorded, with the reason."""

    class Kind(models.TextChoices):
        """Absence is skipped in a run of results; somebody left out simply has no result."""

        ABSENT = "absent", _("away")
        EXCLUDED = "excluded", _("left out")

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="exemptions")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.CharField(max_length=500)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="exemption_once", fields=["cycle", "person"])]

    def __str__(self) -> str:
        return f"{self.cycle_id}/{self.person_id}"


class Participant(models.Model):
    """A person in a cycle. What is frozen here never follows later changes."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="participations")
    manager = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, on_delete=models.PROTECT)
    level = models.CharField(max_length=100)
    next_level = models.CharField(max_length=100, blank=True)
    is_absent = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(name="participant_once", fields=["cycle", "person"])]

    def __str__(self) -> str:
        return f"{self.cycle_id}/{self.person_id}"


class Assessment(models.Model):
    """One author's review of one participant. A draft until it is submitted."""

    class Perspective(models.TextChoices):
        """From where the author looks."""

        MANAGER = "manager", _("manager")
        SELF = "self", _("self")

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="assessments"
    )
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="assessments")
    perspective = models.CharField(max_length=10, choices=Perspective)
    summary = models.TextField(blank=True, max_length=10_000)
    revision = models.PositiveIntegerField(default=0)
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
    """One competency in an assessment."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="ratings")

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


class ReleasedRating(AppendOnly, RatingBase):
    """One competency of a released result."""

    result = models.ForeignKey(ReleasedResult, on_delete=models.PROTECT, related_name="ratings")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="released_rating_once", fields=["result", "competency"])
        ]

    def __str__(self) -> str:
        return f"{self.result_id}/{self.competency_id}"
