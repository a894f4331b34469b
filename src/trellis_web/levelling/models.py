"""Levels that are proposed to people, and told to them in person.

Round            a first levelling, an acquisition, or a new structure
Proposal         the level that one person is to get; theirs to read once they were told
ProposalChange   who moved a proposal, from where to where, and why; append-only
Objection        the person does not agree, and what somebody else decided
Estimate         a manager's private guess, before any rating; deleted when the round is closed
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trellis_web.audit.models import AppendOnly

PERSON = settings.AUTH_USER_MODEL


class Round(models.Model):
    """Open, then closed. Everyone is to be told by `told_by_on`.

    `grace_on` is the last day on which levels of another company are honoured. `trial` holds the
    counts of the last dry run, by `family/move`.
    """

    class Cause(models.TextChoices):
        """Why people get levels."""

        FIRST = "first_levelling", _("first levelling")
        ACQUISITION = "acquisition", _("people of another company join")
        RESTRUCTURE = "restructure", _("new structure of levels")

    title = models.CharField(max_length=200)
    cause = models.CharField(max_length=20, choices=Cause)
    objection_days = models.PositiveSmallIntegerField(default=14)
    told_by_on = models.DateField()
    grace_on = models.DateField(null=True, blank=True)
    trial = models.JSONField(default=dict)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-opened_at", "-id")

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether levels are still proposed and talked about."""
        return self.closed_at is None


class Proposal(models.Model):
    """One person in one round. Without a `level` nobody has proposed one yet.

    `before` is the place (`family/level`) at the opening, `honoured` the level that another company
    gave. `level_since` is credited, and `since_source` says where that is known from.
    """

    class Source(models.TextChoices):
        """Where the level that stands here comes from."""

        CALIBRATION = "calibration", _("comparison over teams")
        MANAGER = "manager", _("manager")
        NONE = "", _("nobody yet")
        TITLE_MAP = "title_map", _("job title")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="proposals")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    family = models.CharField(max_length=100, blank=True)
    track = models.CharField(max_length=100, blank=True)
    level = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=20, choices=Source, blank=True)
    before = models.CharField(max_length=201, blank=True)
    level_since = models.DateField(null=True, blank=True)
    since_source = models.CharField(max_length=200, blank=True)
    honoured = models.CharField(max_length=200, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    calibrated_at = models.DateTimeField(null=True, blank=True)
    calibrated_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("person__name", "id")
        constraints = [
            models.UniqueConstraint(name="levelling_person_once", fields=["round", "person"]),
            models.CheckConstraint(
                name="levelling_told_after_compared",
                condition=Q(told_at__isnull=True) | (Q(calibrated_at__isnull=False) & ~Q(level="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.round_id}"

    @property
    def place(self) -> str:
        """`family/level`, or empty."""
        return f"{self.family}/{self.level}" if self.level else ""

    @property
    def state(self) -> str:
        """How far it is: empty, proposed, confirmed, compared, told."""
        steps: tuple[tuple[str, Any], ...] = (
            ("told", self.told_at),
            ("compared", self.calibrated_at),
            ("confirmed", self.confirmed_at),
            ("proposed", self.level),
        )
        return next((name for name, reached in steps if reached), "empty")


class ProposalChange(AppendOnly):
    """What was proposed before and after, as `family/level`, and why."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="changes")
    from_place = models.CharField(max_length=201, blank=True)
    to_place = models.CharField(max_length=201)
    reason = models.TextField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.from_place} -> {self.to_place}"


class Objection(models.Model):
    """Raised once by the person, decided once by somebody who had no part in the proposal."""

    class Outcome(models.TextChoices):
        """What was decided."""

        CHANGED = "changed", _("the level changes")
        KEPT = "kept", _("the level stays")

    proposal = models.OneToOneField(Proposal, on_delete=models.CASCADE, related_name="objection")
    words = models.TextField()
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ("raised_at", "id")
        constraints = [
            models.CheckConstraint(
                name="levelling_decided_with_answer",
                condition=Q(decided_at__isnull=True, outcome="")
                | (Q(decided_at__isnull=False) & ~Q(outcome="") & ~Q(answer="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.outcome}"


class Estimate(models.Model):
    """How one manager sees one competency of a person. Without a `score`: not enough seen."""

    class Next(models.TextChoices):
        """What was seen of the level above."""

        SHOWS = "shows", _("Shows it")
        NOT_YET = "not_yet", _("Not yet")
        NO_OPPORTUNITY = "no_opportunity", _("No opportunity")

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="estimates")
    author = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    competency = models.CharField(max_length=100)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    next = models.CharField(max_length=20, choices=Next, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="levelling_estimate_once", fields=["proposal", "author", "competency"]
            ),
            models.CheckConstraint(
                name="levelling_estimate_1_to_5",
                condition=Q(score__isnull=True) | Q(score__gte=1, score__lte=5),
            ),
        ]

    def __str__(self) -> str:
        return self.competency
