"""What happened in the room: every change of a rating, and how long each person was spoken of."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from trellis_web.audit.models import AppendOnly
from trellis_web.calibration.models.marks import Mark
from trellis_web.calibration.models.sessions import Session
from trellis_web.frameworks.models import Competency
from trellis_web.growth.models import EvidenceNote
from trellis_web.reviews.models import Next, Participant

PERSON = settings.AUTH_USER_MODEL


class Change(AppendOnly):
    """One rating moved in the room. Never overwritten: to take it back is a change of its own.

    `statement` is the id of the cited sentence and `wording` its text at that moment. `reason` is
    for the room; `employee_reason` is what the person reads with the released result. `turn`
    counts the changes of one rating from 1: two people at once cannot both be the next.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="changes")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="changes")
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="+")
    turn = models.PositiveSmallIntegerField()
    from_score = models.PositiveSmallIntegerField(null=True, blank=True)
    to_score = models.PositiveSmallIntegerField(null=True, blank=True)
    from_step = models.CharField(max_length=100, blank=True)
    to_step = models.CharField(max_length=100, blank=True)
    from_next = models.CharField(max_length=15, choices=Next, blank=True)
    to_next = models.CharField(max_length=15, choices=Next, blank=True)
    statement = models.CharField(max_length=100)
    wording = models.TextField()
    reason = models.TextField(max_length=4_000)
    employee_reason = models.TextField(max_length=4_000)
    undoes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="undone_by"
    )
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                name="change_takes_its_turn", fields=["participant", "competency", "turn"]
            ),
            models.CheckConstraint(
                name="change_has_reasons",
                condition=~Q(reason="") & ~Q(employee_reason="") & ~Q(statement=""),
            ),
            models.CheckConstraint(
                name="change_score_range",
                condition=Q(to_score__isnull=True) | Q(to_score__range=(1, 5)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id}/{self.competency_id}: {self.from_score}-{self.to_score}"

    @property
    def was(self) -> Mark:
        """What stood there before."""
        return Mark(self.from_score, self.from_step, self.from_next)

    @property
    def became(self) -> Mark:
        """What stands there after it."""
        return Mark(self.to_score, self.to_step, self.to_next)


class LookedAt(AppendOnly):
    """A shared note that was looked at for a change.

    It goes along when the person deletes the note: a refusal would tell them of a session. The
    signature is over the changes alone.
    """

    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="looked_at")
    note = models.ForeignKey(EvidenceNote, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="looked_at_once", fields=["change", "note"])]

    def __str__(self) -> str:
        return f"{self.change_id}/{self.note_id}"


class Talk(models.Model):
    """A person was spoken of from `from_at` until `until_at`; one at a time in a session."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="talks")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="talks")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("from_at", "id")
        constraints = [
            models.UniqueConstraint(
                name="talk_one_at_a_time",
                fields=["session"],
                condition=Q(until_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}/{self.participant_id}"
