"""What people collect: notes of what was done, files, tags, confirmations, what was asked for."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

PERSON = settings.AUTH_USER_MODEL


class EvidenceNote(models.Model):
    """Something the person did, in their words.

    `is_ongoing`: it still goes on, so it does not age. `source` is the key of an imported note
    where it came from; the same one is never imported twice.
    """

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="evidence")
    text = models.TextField(max_length=4_000)
    link = models.URLField(blank=True, max_length=500)
    happened_on = models.DateField()
    is_ongoing = models.BooleanField(default=False)
    source = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True, blank=True)
    shared_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-happened_on", "-id")
        constraints = [
            models.CheckConstraint(
                name="evidence_shared_pair",
                condition=Q(shared_at__isnull=True, shared_by__isnull=True)
                | Q(shared_at__isnull=False, shared_by__isnull=False),
            ),
            models.UniqueConstraint(
                name="evidence_source_once", fields=["person", "source"], condition=~Q(source="")
            ),
        ]
        indexes = [models.Index(fields=["person", "happened_on"], name="evidence_by_person")]

    def __str__(self) -> str:
        return self.text[:60]


class EvidenceTag(models.Model):
    """What a note speaks about. `key` is an id of the framework of `family`; for a criterion
    it is `move/criterion`."""

    class Kind(models.TextChoices):
        """What the key names."""

        COMPETENCY = "competency", _("competency")
        CRITERION = "criterion", _("criterion")
        STATEMENT = "statement", _("statement")

    note = models.ForeignKey(EvidenceNote, on_delete=models.CASCADE, related_name="tags")
    kind = models.CharField(max_length=10, choices=Kind)
    family = models.CharField(max_length=100)
    key = models.CharField(max_length=201)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="tag_once", fields=["note", "kind", "family", "key"])
        ]
        indexes = [models.Index(fields=["family", "kind", "key"], name="tag_by_key")]

    def __str__(self) -> str:
        return self.key


class Confirmation(models.Model):
    """`colleague` was asked whether the note is so, and answered."""

    note = models.ForeignKey(EvidenceNote, on_delete=models.CASCADE, related_name="confirmations")
    colleague = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    comment = models.TextField(blank=True, max_length=2_000)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="confirmation_once", fields=["note", "colleague"]),
            models.CheckConstraint(
                name="confirmation_one_answer",
                condition=Q(confirmed_at__isnull=True) | Q(declined_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.note_id}/{self.colleague_id}"


class EvidenceFile(models.Model):
    """A file of a note, kept outside the web root under a random name.

    `size` in bytes; `digest` is the SHA-256 of its content.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    note = models.ForeignKey(EvidenceNote, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("uploaded_at", "id")

    def __str__(self) -> str:
        return self.name


class Ask(models.Model):
    """`colleague` is asked what they saw of one statement, outside any round.

    The answer becomes the person's own note, confirmed by the colleague: private until the person
    shares it, or shared at once when their manager asked.
    """

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="asks")
    colleague = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    family = models.CharField(max_length=100)
    statement = models.CharField(max_length=100)
    question = models.TextField(blank=True, max_length=2_000)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    decline_reason = models.CharField(max_length=500, blank=True)
    note = models.ForeignKey(EvidenceNote, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints = [
            models.UniqueConstraint(
                name="ask_once",
                fields=["person", "colleague", "family", "statement"],
                condition=Q(answered_at__isnull=True, declined_at__isnull=True),
            ),
            models.CheckConstraint(
                name="ask_one_answer",
                condition=Q(answered_at__isnull=True) | Q(declined_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}/{self.statement}"
