"""Writing a framework together: words beside a cell, other words for it, who writes what, and who
has signed.

Comments, suggestions and signatures belong to the family, so that they outlive the draft that a
publication uses up; assignments are work on one draft and end with it.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from trellis_web.frameworks.models.draft import Draft
from trellis_web.frameworks.models.family import Family

PERSON = settings.AUTH_USER_MODEL


class Comment(models.Model):
    """A remark on one cell, or a reply to one (`thread`). Only the first of a thread is resolved.

    `competency` and `level` are ids of the draft as it was then; the cell may be gone.
    """

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="comments")
    competency = models.CharField(max_length=100)
    level = models.CharField(max_length=100)
    thread = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="replies"
    )
    text = models.TextField(max_length=4_000)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("written_at", "id")
        constraints = [
            models.CheckConstraint(
                name="comment_resolved_pair",
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False, thread__isnull=True),
            )
        ]
        indexes = [models.Index(fields=["family", "competency", "level"], name="comment_by_cell")]

    def __str__(self) -> str:
        return self.text[:60]


class Suggestion(models.Model):
    """Other sentences for one cell, one a line. `base` is what stood there when it was made.

    `answer` is the reason of a rejection, and may be a word of thanks.
    """

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="suggestions")
    competency = models.CharField(max_length=100)
    level = models.CharField(max_length=100)
    base = models.TextField(blank=True, max_length=10_000)
    text = models.TextField(max_length=10_000)
    reason = models.TextField(blank=True, max_length=2_000)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    rejected_at = models.DateTimeField(null=True, blank=True)
    rejected_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True, max_length=2_000)

    class Meta:
        ordering = ("made_at", "id")
        constraints = [
            models.CheckConstraint(
                name="suggestion_one_answer",
                condition=Q(accepted_at__isnull=True) | Q(rejected_at__isnull=True),
            ),
            models.CheckConstraint(
                name="suggestion_accepted_pair",
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="suggestion_rejected_with_reason",
                condition=Q(rejected_at__isnull=True, rejected_by__isnull=True)
                | Q(rejected_at__isnull=False, rejected_by__isnull=False) & ~Q(answer=""),
            ),
        ]
        indexes = [
            models.Index(fields=["family", "competency", "level"], name="suggestion_by_cell")
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_open(self) -> bool:
        """True until somebody accepts or rejects it."""
        return self.accepted_at is None and self.rejected_at is None


class Assignment(models.Model):
    """`author` writes a competency of the draft, from one level to another, until `due_on`.

    Empty levels are the first and the last one.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="assignments")
    author = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    competency = models.CharField(max_length=100)
    first_level = models.CharField(max_length=100, blank=True)
    last_level = models.CharField(max_length=100, blank=True)
    due_on = models.DateField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("due_on", "id")
        constraints = [
            models.UniqueConstraint(
                name="assignment_once",
                fields=["draft", "author", "competency", "first_level", "last_level"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competency} ({self.author})"


class Signature(models.Model):
    """Somebody stands for a part of the framework, exactly as `digest` says it was.

    It holds as long as the part has that digest, in this draft and the next; it is never changed,
    so that it stays readable what was signed and when it ceased to hold.
    """

    class Kind(models.TextChoices):
        """What is signed for. sentences: a writer; consistency: HR; validation: the panel."""

        CONSISTENCY = "consistency"
        SENTENCES = "sentences"
        VALIDATION = "validation"

    STRUCTURE = ""
    """The `part` that is not one competency: levels, tracks, statuses, moves and criteria."""

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="signatures")
    kind = models.CharField(max_length=20, choices=Kind)
    part = models.CharField(max_length=100, blank=True)
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-signed_at", "-id")
        constraints = [
            models.UniqueConstraint(
                name="signature_once", fields=["family", "kind", "part", "digest", "signed_by"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signed_by} ({self.kind} {self.part})"
