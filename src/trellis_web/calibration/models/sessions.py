"""A session: what it is about, who is in it, and whose ratings lie on the table."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trellis_web.frameworks.models import Family
from trellis_web.people.models import Unit
from trellis_web.reviews.models import Cycle, Participant

PERSON = settings.AUTH_USER_MODEL


class SessionState(models.TextChoices):
    """Where a session is in its life."""

    PREPARE = "prepare", _("being prepared")
    LIVE = "live", _("live")
    CLOSED = "closed", _("closed")


class Session(models.Model):
    """Ratings of one round, of one family, compared across teams.

    `levels` and `unit` narrow it down; empty means all. Live since `live_at`: from then on the
    ratings of its people change here only. Closing signs it: `digest` is the hash of its log.
    `shows_guide`: a guide band is drawn beside the distribution; nothing is ever forced.
    """

    title = models.CharField(max_length=200)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="sessions")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    levels = models.JSONField(default=list, blank=True)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT)
    held_on = models.DateField(null=True, blank=True)
    shows_guide = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    live_at = models.DateTimeField(null=True, blank=True)
    live_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True, max_length=10_000)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("-created_at", "-id")
        constraints = [
            models.CheckConstraint(
                name="session_closed_after_live",
                condition=Q(closed_at__isnull=True) | Q(live_at__isnull=False),
            ),
            models.CheckConstraint(
                name="session_live_pair",
                condition=Q(live_at__isnull=True, live_by__isnull=True)
                | Q(live_at__isnull=False, live_by__isnull=False),
            ),
            models.CheckConstraint(
                name="session_closed_is_signed",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, digest="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(digest="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> SessionState:
        """Where it is in its life."""
        if self.closed_at:
            return SessionState.CLOSED
        return SessionState.LIVE if self.live_at else SessionState.PREPARE


class Member(models.Model):
    """Somebody in the room, until they are taken out. Rights end with the session, or then."""

    class Part(models.TextChoices):
        """What they may do."""

        EDITOR = "editor", _("may change ratings")
        FACILITATOR = "facilitator", _("facilitator")
        MEMBER = "member", _("takes part")
        OBSERVER = "observer", _("looks on")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=12, choices=Part)
    joined_at = models.DateTimeField()
    joined_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="member_once", fields=["session", "person"], condition=Q(left_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.session_id}/{self.person_id}"


class Subject(models.Model):
    """A participant whose ratings lie on the table of a session; nobody lies on two tables."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="subjects")
    participant = models.OneToOneField(
        Participant, on_delete=models.CASCADE, related_name="calibration"
    )

    def __str__(self) -> str:
        return f"{self.session_id}/{self.participant_id}"


class Conflict(models.Model):
    """A member may not speak about a person of the session: declared, with the reason.

    One's own record and one's own reports are found, never stored: they follow the lines of today.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="conflicts")
    member = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=500)
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="conflict_once", fields=["session", "member", "person"])
        ]

    def __str__(self) -> str:
        return f"{self.member_id}/{self.person_id}"
