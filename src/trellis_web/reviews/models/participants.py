"""Who takes part in a round, who does not, and who wrote about them before."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from trellis_web.frameworks.models import Version
from trellis_web.people.models import Unit
from trellis_web.reviews.models.cycles import Cycle

PERSON = settings.AUTH_USER_MODEL


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
    """A person in a cycle. What is frozen here never follows later changes.

    `joined`: they came after the opening. `left`: they take no part any more. `held`: HR has
    released the result, and it reaches the person when the manager has talked with them.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="participations")
    manager = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, on_delete=models.PROTECT)
    level = models.CharField(max_length=100)
    next_level = models.CharField(max_length=100, blank=True)
    is_absent = models.BooleanField(default=False)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT)
    joined_at = models.DateTimeField(null=True, blank=True)
    joined_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    joining_reason = models.CharField(max_length=500, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    leaving_reason = models.CharField(max_length=500, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    held_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    calibrating_at = models.DateTimeField(null=True, blank=True)
    calibrating_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+"
    )
    calibrated_at = models.DateTimeField(null=True, blank=True)
    calibrated_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    talked_at = models.DateTimeField(null=True, blank=True)
    talked_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="participant_once", fields=["cycle", "person"])]

    def __str__(self) -> str:
        return f"{self.cycle_id}/{self.person_id}"


class HandOver(models.Model):
    """Somebody else writes as the manager from now on, with the reason.

    `shows_previous`: what the previous manager handed in may be read by the new one.
    """

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="hand_overs"
    )
    previous = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    following = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    shows_previous = models.BooleanField(default=False)
    reason = models.CharField(max_length=500)
    handed_over_at = models.DateTimeField()
    handed_over_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("handed_over_at", "id")

    def __str__(self) -> str:
        return f"{self.participant_id}: {self.previous_id} -> {self.following_id}"
