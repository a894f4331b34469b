"""Panels that read a draft before it is published.

Panel      one reading of one draft, of the text as it was when the panel opened
Panelist   somebody who was invited, as a manager or as a senior individual contributor
Vignette   what is rated: a written description, or a real person
Rating     one panelist's answer about one sentence and one vignette
Placing    the level to which one panelist puts a sentence that is shown without it
Proposal   the level that a manager sees for one of their own reports

Answers live until the panel closes. Then only the figures in `Panel.results` are kept.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from trellis_web.frameworks.models import Family

PERSON = settings.AUTH_USER_MODEL


class Panel(models.Model):
    """Prepared, then open, then closed. `text` is frozen, `digest` is its SHA-256."""

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="panels")
    asks_order = models.BooleanField(default=True)
    asks_team = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    results = models.JSONField(default=dict)
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                name="panel_one_at_a_time", fields=["family"], condition=Q(closed_at__isnull=True)
            ),
            models.CheckConstraint(
                name="panel_opened_before_closed",
                condition=Q(closed_at__isnull=True) | Q(opened_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.family} (panel {self.pk})"

    @property
    def is_prepared(self) -> bool:
        """Whether it can still be changed: nobody was asked yet."""
        return self.opened_at is None

    @property
    def is_open(self) -> bool:
        """Whether panelists answer now."""
        return self.opened_at is not None and self.closed_at is None


class Panelist(models.Model):
    """Somebody who was asked."""

    class Group(models.TextChoices):
        """Managers and senior individual contributors are also looked at apart."""

        MANAGER = "manager"
        SENIOR = "senior"

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="panelists")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="panel_seats")
    group = models.CharField(max_length=20, choices=Group)

    class Meta:
        ordering = ("group", "id")
        constraints = [
            models.UniqueConstraint(name="panelist_once", fields=["panel", "person"]),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.group})"


class Vignette(models.Model):
    """A description at a level of the draft, or (`subject`) a person who stands there."""

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="vignettes")
    level = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    subject = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                name="vignette_is_text_or_person",
                condition=(Q(subject__isnull=True) & ~Q(text=""))
                | Q(subject__isnull=False, text=""),
            ),
            models.UniqueConstraint(name="vignette_person_once", fields=["panel", "subject"]),
        ]

    def __str__(self) -> str:
        return self.title


class Rating(models.Model):
    """One answer. Without a `score` it is "cannot tell from this text"."""

    panelist = models.ForeignKey(Panelist, on_delete=models.CASCADE, related_name="ratings")
    vignette = models.ForeignKey(Vignette, on_delete=models.CASCADE, related_name="ratings")
    statement = models.CharField(max_length=100)
    score = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="panel_rating_once", fields=["panelist", "vignette", "statement"]
            ),
            models.CheckConstraint(
                name="panel_rating_1_to_5",
                condition=Q(score__isnull=True) | Q(score__gte=1, score__lte=5),
            ),
        ]

    def __str__(self) -> str:
        return self.statement


class Placing(models.Model):
    """Where a panelist puts a sentence, of two neighbouring levels."""

    panelist = models.ForeignKey(Panelist, on_delete=models.CASCADE, related_name="placings")
    pair = models.CharField(max_length=210)
    statement = models.CharField(max_length=100)
    level = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="placing_once", fields=["panelist", "pair", "statement"]),
        ]

    def __str__(self) -> str:
        return self.statement


class Proposal(models.Model):
    """The level that a manager sees for one of their own reports; no decision."""

    panelist = models.ForeignKey(Panelist, on_delete=models.CASCADE, related_name="proposals")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    level = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="proposal_once", fields=["panelist", "person"]),
        ]

    def __str__(self) -> str:
        return self.level
