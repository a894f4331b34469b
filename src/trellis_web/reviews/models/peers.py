"""Feedback of colleagues in a round.

Named answers are assessments. Anonymous ones never are: no row, key, order or time joins an answer
to who gave it. A ballot is known by the digest of a one-time token alone; handing it in makes a
sealed answer with a random key and no time; when the stage ends, and enough were handed in, they
are cut by competency and stored in one shuffled batch. See docs/adr/0018.
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from trellis_web.reviews.models.assessments import Assessment, RatingBase
from trellis_web.reviews.models.participants import Participant

PERSON = settings.AUTH_USER_MODEL


class Nomination(models.Model):
    """`peer` is proposed to write about a participant, and the manager decides.

    `is_ballot_taken` has no time on purpose: it would join the peer to the ballot.
    """

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="nominations"
    )
    peer = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    perspective = models.CharField(max_length=10, choices=Assessment.Perspective)
    nominated_at = models.DateTimeField()
    nominated_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    decline_reason = models.CharField(max_length=500, blank=True)
    is_ballot_taken = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="nomination_once", fields=["participant", "peer", "perspective"]
            ),
            models.CheckConstraint(
                name="nomination_declined_with_reason",
                condition=Q(declined_at__isnull=True) | ~Q(decline_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id}/{self.peer_id}"


class Ballot(models.Model):
    """A form that whoever holds the token fills in. It says nothing about who that is.

    `words` are locked with the token, so that nobody else reads what is written so far.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="ballots")
    perspective = models.CharField(max_length=10, choices=Assessment.Perspective)
    token_digest = models.CharField(max_length=64, unique=True)
    words = models.TextField(default="", blank=True)

    def __str__(self) -> str:
        return str(self.id)


class SealedAnswer(models.Model):
    """A ballot that was handed in, locked with a key of the installation until the batch."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="sealed")
    perspective = models.CharField(max_length=10, choices=Assessment.Perspective)
    words = models.TextField()

    def __str__(self) -> str:
        return str(self.id)


class AnswerBatch(models.Model):
    """The anonymous answers about a participant, stored at once.

    `givers` is how many gave one; nothing is counted where they were too few (`is_enough`).
    """

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="answer_batches"
    )
    perspective = models.CharField(max_length=10, choices=Assessment.Perspective)
    givers = models.PositiveSmallIntegerField()
    is_enough = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="answer_batch_once", fields=["participant", "perspective"])
        ]

    def __str__(self) -> str:
        return f"{self.participant_id}/{self.perspective}"


class AnonymousAnswer(RatingBase):
    """What somebody said of one competency; two of the same giver are not joined either."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    batch = models.ForeignKey(AnswerBatch, on_delete=models.CASCADE, related_name="answers")

    class Meta:
        # By what is said, so that not even a random order can be compared with another one.
        ordering = ("competency_id", "reason", "score", "next", "step", "id")

    def __str__(self) -> str:
        return str(self.id)
