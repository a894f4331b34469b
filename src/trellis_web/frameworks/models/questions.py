"""“I do not understand this”: what readers ask about single sentences."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from trellis_web.frameworks.models.family import Family
from trellis_web.frameworks.models.version import Version

PERSON = settings.AUTH_USER_MODEL


class Question(models.Model):
    """Somebody does not understand a sentence. Words are optional; the answer is not empty.

    `statement` is its id and `version` the one that was read: the question follows the sentence
    through later versions.
    """

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="questions")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    statement = models.CharField(max_length=100)
    text = models.TextField(blank=True, max_length=2_000)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    answer = models.TextField(blank=True, max_length=2_000)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("asked_at", "id")
        constraints = [
            models.UniqueConstraint(
                name="question_one_open",
                fields=["family", "statement", "asked_by"],
                condition=Q(answered_at__isnull=True),
            ),
            models.CheckConstraint(
                name="question_answered_pair",
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
            ),
        ]
        indexes = [models.Index(fields=["family", "statement"], name="question_by_statement")]

    def __str__(self) -> str:
        return f"{self.family}: {self.statement}"

    @property
    def is_open(self) -> bool:
        """True until it is answered."""
        return self.answered_at is None
