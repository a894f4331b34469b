"""Ways back from management.

Return    somebody goes back to the work they led: offered, agreed to, carried out on its day
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

PERSON = settings.AUTH_USER_MODEL


class Return(models.Model):
    """A way back: no case, no criteria, the same pay. Nothing happens before the person agrees.

    `from_level` is left for `level` of `track`; `basis` says why it is this one. `band` is the pay
    band that the person keeps. `level_since` is the day from which time at the level counts: when
    it was first reached, or when the equal level was.
    """

    class Basis(models.TextChoices):
        """Why it lands there."""

        EQUIVALENT = "equivalent", _("the equal level")
        LAST_HELD = "last_held", _("the level last held")
        NAMED = "named", _("the level that the move names")

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="returns")
    family = models.CharField(max_length=100)
    move = models.CharField(max_length=100)
    from_level = models.CharField(max_length=100)
    track = models.CharField(max_length=100)
    level = models.CharField(max_length=100)
    title = models.CharField(max_length=200, blank=True)
    basis = models.CharField(max_length=10, choices=Basis)
    band = models.CharField(max_length=100, blank=True)
    level_since = models.DateField(null=True, blank=True)
    effective_on = models.DateField()
    note = models.TextField(blank=True, max_length=4_000)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    is_agreed = models.BooleanField(null=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-offered_at", "-id")
        constraints = [
            models.UniqueConstraint(
                name="return_one_open",
                fields=["person"],
                condition=Q(done_at__isnull=True, ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="return_answered_together",
                condition=Q(answered_at__isnull=True, is_agreed__isnull=True)
                | Q(answered_at__isnull=False, is_agreed__isnull=False),
            ),
            models.CheckConstraint(
                name="return_done_when_agreed",
                condition=Q(done_at__isnull=True) | Q(is_agreed=True, ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.from_level} -> {self.level}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer or for its day."""
        return self.done_at is None and self.ended_at is None

    @property
    def is_waiting(self) -> bool:
        """Whether the person has not answered yet."""
        return self.is_open and self.answered_at is None
