"""Growth between reviews: what a person works on, and the talks about it."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

PERSON = settings.AUTH_USER_MODEL


class Plan(models.Model):
    """What a person is heading for: a move of a framework. One plan at a time is in force."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="plans")
    family = models.CharField(max_length=100)
    move = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = [
            models.UniqueConstraint(
                name="plan_one_in_force", fields=["person"], condition=Q(ended_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}/{self.move}"


class PlanAction(models.Model):
    """One thing to do by a day, by the person; by whoever leads them then, where `is_managers`.

    `is_opportunity`: nobody could see the competency yet, so the manager looks for a chance.
    """

    class Kind(models.TextChoices):
        """How it helps."""

        LEARNING = "learning", _("learning")
        MENTOR = "mentor", _("mentor")
        WORK = "work", _("work")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="actions")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.CharField(max_length=500)
    mentor = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField()
    is_managers = models.BooleanField(default=False)
    is_opportunity = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    drop_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("due_on", "id")
        constraints = [
            models.CheckConstraint(
                name="plan_action_one_end",
                condition=Q(done_at__isnull=True) | Q(dropped_at__isnull=True),
            ),
            models.CheckConstraint(
                name="plan_action_dropped_with_reason",
                condition=Q(dropped_at__isnull=True) | ~Q(drop_reason=""),
            ),
            models.CheckConstraint(
                name="plan_action_opportunity_is_managers",
                condition=Q(is_opportunity=False) | Q(is_managers=True),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_at is None and self.dropped_at is None

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed and it is still to be done."""
        return self.is_open and self.due_on < today


class PlanActionTag(models.Model):
    """What an action is about: a competency or a statement of the framework of `family`."""

    class Kind(models.TextChoices):
        """What the key names."""

        COMPETENCY = "competency", _("competency")
        STATEMENT = "statement", _("statement")

    action = models.ForeignKey(PlanAction, on_delete=models.CASCADE, related_name="tags")
    kind = models.CharField(max_length=10, choices=Kind)
    family = models.CharField(max_length=100)
    key = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="plan_action_tag_once", fields=["action", "kind", "family", "key"]
            )
        ]

    def __str__(self) -> str:
        return self.key


class OneOnOne(models.Model):
    """A talk of a person with their manager took place; the next agenda begins there."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="one_on_ones")
    manager = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-held_on", "-id")

    def __str__(self) -> str:
        return f"{self.person_id}/{self.held_on}"
