"""A round: what it asks of whom until when, and its release."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trellis.process.states import CycleState
from trellis_web.frameworks.models import Family
from trellis_web.people.models import Person, Unit

PERSON = settings.AUTH_USER_MODEL


class SelfShown(models.TextChoices):
    """When managers may read the self-assessment that was handed in."""

    AFTER_RATING = "after_rating", _("for each competency, once they have rated it")
    AFTER_SUBMISSION = "after_submission", _("once they have handed in their review")
    AT_ONCE = "at_once", _("as soon as it is handed in")


class Cycle(models.Model):
    """A round. `seq` orders the rounds of a family; a missing number is a round that was skipped.

    The period is `from_on` to `to_on`, both included. Who takes part works in one of `families`,
    and, where they are named, in one of `units` and among `people`; never a worker type in
    `excluded_workers`. The manager always writes; `perspectives` says who else. `due_on` is the
    manager's day; a stage without a day of its own ends then. With `is_told_first` a result is
    released to the person when the manager has talked with them, at the latest on `told_by_on`.
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
    self_due_on = models.DateField(null=True, blank=True)
    peers_due_on = models.DateField(null=True, blank=True)
    release_on = models.DateField(null=True, blank=True)
    families = models.ManyToManyField(Family)
    units = models.ManyToManyField(Unit, blank=True)
    people = models.ManyToManyField(Person, blank=True, related_name="+")
    excluded_workers = models.JSONField(default=list, blank=True)
    perspectives = models.JSONField(default=list, blank=True)
    self_shown = models.CharField(max_length=20, choices=SelfShown, default=SelfShown.AFTER_RATING)
    is_example_needed = models.BooleanField(default=True)
    is_delta = models.BooleanField(default=False)
    is_told_first = models.BooleanField(default=False)
    told_by_on = models.DateField(null=True, blank=True)
    is_anonymous = models.BooleanField(default=True)
    peers_least = models.PositiveSmallIntegerField(default=0)
    peers_most = models.PositiveSmallIntegerField(default=5)
    threshold = models.PositiveSmallIntegerField(default=3)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-seq",)
        constraints = [
            models.CheckConstraint(name="cycle_period", condition=Q(to_on__gt=models.F("from_on"))),
            models.CheckConstraint(
                name="cycle_released_after_opened",
                condition=Q(released_at__isnull=True) | Q(opened_at__isnull=False),
            ),
            models.CheckConstraint(
                name="cycle_closed_after_released",
                condition=Q(closed_at__isnull=True) | Q(released_at__isnull=False),
            ),
            models.CheckConstraint(name="cycle_threshold", condition=Q(threshold__gte=2)),
            models.CheckConstraint(
                name="cycle_told_first_has_latest_day",
                condition=Q(is_told_first=False) | Q(told_by_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> CycleState:
        """Where the round is in its life."""
        if self.closed_at:
            return CycleState.CLOSED
        if self.released_at:
            return CycleState.RELEASED
        return CycleState.OPEN if self.opened_at else CycleState.DRAFT

    @property
    def is_checkin(self) -> bool:
        """Whether it asks for observations only."""
        return self.kind == Cycle.Kind.CHECKIN


class Release(models.Model):
    """Results of a round are to be released: of everyone, or of one unit, at a time.

    `at` is when; `done_at` says that it has happened. Without a unit it is the rest of the round.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="releases")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT)
    at = models.DateTimeField()
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    people = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.UniqueConstraint(
                name="release_planned_once_for_a_unit",
                fields=["cycle", "unit"],
                condition=Q(done_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="release_planned_once_for_the_rest",
                fields=["cycle"],
                condition=Q(done_at__isnull=True, unit__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cycle_id}/{self.unit_id or '-'}"
