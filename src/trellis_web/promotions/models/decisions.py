"""What was decided, in the words that the person reads; objections; and the places there are."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trellis.readiness.criteria import State
from trellis_web.audit.models import AppendOnly
from trellis_web.frameworks.models import Family
from trellis_web.people.models import Position, Unit
from trellis_web.promotions.models.cases import Case
from trellis_web.promotions.models.committees import Committee

PERSON = settings.AUTH_USER_MODEL


class Outcome(models.TextChoices):
    """What a committee can decide."""

    NO_SEAT = "no_seat", _("criteria met, no place yet")
    NOT_YET = "not_yet", _("not yet")
    PROMOTED = "promoted", _("promoted")


class Decision(AppendOnly):
    """The decision on a case, or on an appeal. The person reads exactly this.

    An override (promoted with criteria unmet) names who agreed to it. `not_yet` and `no_seat` have
    a day on which they are looked at again; `no_seat` has an owner and the published rule.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    appeal = models.OneToOneField(
        "promotions.Appeal",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decision",
    )
    outcome = models.CharField(max_length=10, choices=Outcome)
    text = models.TextField(max_length=10_000)
    effective_on = models.DateField(null=True, blank=True)
    level = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=200, blank=True)
    recheck_on = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    seat_rule = models.TextField(blank=True, max_length=4_000)
    is_override = models.BooleanField(default=False)
    override_reason = models.TextField(blank=True, max_length=4_000)
    approved_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                name="decision_once", fields=["case"], condition=Q(appeal__isnull=True)
            ),
            models.CheckConstraint(
                name="decision_not_yet_has_recheck",
                condition=Q(outcome="promoted") | Q(recheck_on__isnull=False),
            ),
            models.CheckConstraint(
                name="decision_promoted_has_day",
                condition=~Q(outcome="promoted") | Q(effective_on__isnull=False),
            ),
            models.CheckConstraint(
                name="decision_no_seat_has_owner_and_rule",
                condition=~Q(outcome="no_seat") | (Q(owner__isnull=False) & ~Q(seat_rule="")),
            ),
            models.CheckConstraint(
                name="decision_override_has_second",
                condition=Q(is_override=False)
                | (~Q(override_reason="") & Q(approved_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.outcome}"


class DecidedCriterion(AppendOnly):
    """A criterion as it was decided: its wording, whether it is met, and why."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="criteria")
    criterion = models.CharField(max_length=100)
    order = models.PositiveSmallIntegerField()
    wording = models.TextField()
    state = models.CharField(max_length=20)
    reason = models.TextField(blank=True, max_length=4_000)

    class Meta:
        ordering = ("decision_id", "order")
        constraints = [
            models.UniqueConstraint(
                name="decided_criterion_once", fields=["decision", "criterion"]
            ),
            models.CheckConstraint(
                name="decided_criterion_state",
                condition=Q(state__in=[state.value for state in State]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id}/{self.criterion}"


class Override(models.Model):
    """Somebody asks to promote with criteria unmet; another person agrees, or does not."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="overrides")
    reason = models.TextField(max_length=4_000)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    is_approved = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="override_once", fields=["case"], condition=Q(is_approved__isnull=True)
            ),
            models.CheckConstraint(
                name="override_needs_another",
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=models.F("asked_by")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.case_id)


class Appeal(models.Model):
    """The person objects to a decision; a committee of its own hears it, once."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="appeal")
    text = models.TextField(max_length=10_000)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    committee = models.ForeignKey(
        Committee, null=True, blank=True, on_delete=models.PROTECT, related_name="appeals"
    )
    discussed_at = models.DateTimeField(null=True, blank=True)
    discussed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.case_id)


class Promotion(models.Model):
    """A decision that changes a position on its day; carried out once."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="promotion")
    effective_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    position = models.ForeignKey(
        Position, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.decision_id)


class SeatPlan(models.Model):
    """How many places a level has: apart from readiness, and visible to everyone.

    `seats` empty: as many as meet the criteria. `rule` is the published sentence by which places
    are given; `decided_on` the next day on which they are.
    """

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="+")
    level = models.CharField(max_length=100)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT)
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    rule = models.TextField(max_length=4_000)
    decided_on = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("family_id", "level", "id")
        constraints = [
            models.UniqueConstraint(
                name="seat_plan_once",
                fields=["family", "level", "unit"],
                condition=Q(unit__isnull=False),
            ),
            models.UniqueConstraint(
                name="seat_plan_once_for_all",
                fields=["family", "level"],
                condition=Q(unit__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.family_id}/{self.level}"
