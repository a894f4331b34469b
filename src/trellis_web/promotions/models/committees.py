"""Who decides: committees, their members, and what each of them thinks before the discussion."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trellis_web.frameworks.models import Family
from trellis_web.people.models import Unit

PERSON = settings.AUTH_USER_MODEL


class Committee(models.Model):
    """People who decide cases. `hears_appeals`: it hears objections to what others decided."""

    title = models.CharField(max_length=200)
    families = models.ManyToManyField(Family, blank=True)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT)
    hears_appeals = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("title", "id")

    def __str__(self) -> str:
        return self.title


class CommitteeMember(models.Model):
    """Somebody sits on a committee, until they leave. `is_chair`: opens discussions, decides."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    is_chair = models.BooleanField(default=False)
    joined_at = models.DateTimeField()
    joined_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="committee_member_once",
                fields=["committee", "person"],
                condition=Q(left_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.committee_id}/{self.person_id}"


class Recusal(models.Model):
    """A member does not decide a case: declared, with the reason.

    One's own case, one's reports and those one backed are found, never stored.
    """

    case = models.ForeignKey("promotions.Case", on_delete=models.CASCADE, related_name="recusals")
    member = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="recusal_once", fields=["case", "member"])]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.member_id}"


class Vote(models.Model):
    """What a member thinks, written before anybody else's words can be read."""

    class Choice(models.TextChoices):
        """For or against, now."""

        PROMOTE = "promote", _("promote")
        NOT_YET = "not_yet", _("not yet")

    case = models.ForeignKey("promotions.Case", on_delete=models.CASCADE, related_name="votes")
    appeal = models.ForeignKey(
        "promotions.Appeal", null=True, blank=True, on_delete=models.CASCADE, related_name="votes"
    )
    member = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=10, choices=Choice)
    reason = models.TextField(max_length=4_000)
    cast_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="vote_once", fields=["case", "member"], condition=Q(appeal__isnull=True)
            ),
            models.UniqueConstraint(
                name="vote_once_on_appeal",
                fields=["appeal", "member"],
                condition=Q(appeal__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.member_id}"
