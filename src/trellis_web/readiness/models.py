"""Facts about people and moves, and the stored readiness that follows from them.

Expected        the competencies that a level of a version is rated on
Move            a move of a current version, compiled
Criterion       a criterion of a move that has an id
MoveFact        threshold-free counts of a person for a move, pushed by a release
CriterionFact   everything else that a criterion reads, one row per person and criterion
Readiness       the verdict of a person for a move; one set-based refresh writes it

Keys without an index of their own are the first column of another index: every index is written
again for each row of everyone.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from trellis.readiness.criteria import Readiness as State
from trellis_web.frameworks.models import Competency, Version


class Expected(models.Model):
    """`competency` is expected at `level` of `version`; `step` is its rank (basis `step`)."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="expected")
    level = models.CharField(max_length=100)
    competency = models.ForeignKey(Competency, on_delete=models.CASCADE)
    step = models.PositiveSmallIntegerField(null=True)

    class Meta:
        verbose_name_plural = "expected"
        constraints = [
            models.UniqueConstraint(
                name="expected_once", fields=["version", "level", "competency"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level}/{self.competency_id}"


class Move(models.Model):
    """A move of a version: `slug` within the family, from and to levels."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="moves")
    slug = models.CharField(max_length=100)
    kind = models.CharField(max_length=20)
    from_level = models.CharField(max_length=100)
    to_family = models.CharField(max_length=100)
    to_level = models.CharField(max_length=100)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("version_id", "order")
        constraints = [models.UniqueConstraint(name="move_once", fields=["version", "slug"])]

    def __str__(self) -> str:
        return self.slug


class Criterion(models.Model):
    """A criterion of a move: every single condition, and groups with an id, which can be waived.

    `kind` as in the file; `of` holds the competencies that it names, none where it names none.
    """

    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="criteria")
    slug = models.CharField(max_length=100)
    kind = models.CharField(max_length=30)
    of = models.ManyToManyField(Competency)

    class Meta:
        verbose_name_plural = "criteria"
        constraints = [models.UniqueConstraint(name="criterion_once", fields=["move", "slug"])]

    def __str__(self) -> str:
        return self.slug


class MoveFact(models.Model):
    """Counts over the expected competencies, without any threshold. No row means zero.

    `n_expected` competencies expected under the version of the ratings; `n1`-`n5` scores of the
    latest review at each value; `b0`-`b5` competencies whose latest observation is `not_yet`, by
    score (0 = unrated); `counts_now` whether the latest cycle counts as next-level behaviour (null:
    nothing observed); `run_months` whole months of the unbroken run that ends there; `calibrated`
    whether the latest review was (null: no review).
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    move = models.ForeignKey(Move, on_delete=models.CASCADE, db_index=False)
    n_expected = models.PositiveSmallIntegerField(default=0)
    n1 = models.PositiveSmallIntegerField(default=0)
    n2 = models.PositiveSmallIntegerField(default=0)
    n3 = models.PositiveSmallIntegerField(default=0)
    n4 = models.PositiveSmallIntegerField(default=0)
    n5 = models.PositiveSmallIntegerField(default=0)
    b0 = models.PositiveSmallIntegerField(default=0)
    b1 = models.PositiveSmallIntegerField(default=0)
    b2 = models.PositiveSmallIntegerField(default=0)
    b3 = models.PositiveSmallIntegerField(default=0)
    b4 = models.PositiveSmallIntegerField(default=0)
    b5 = models.PositiveSmallIntegerField(default=0)
    n_shows = models.PositiveSmallIntegerField(default=0)
    n_not_yet = models.PositiveSmallIntegerField(default=0)
    counts_now = models.BooleanField(null=True)
    run_months = models.PositiveSmallIntegerField(default=0)
    calibrated = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="move_fact_once", fields=["move", "person"]),
            models.CheckConstraint(
                name="move_fact_run_ends_now", condition=Q(run_months=0) | Q(counts_now=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}/{self.move_id}"


class CriterionFact(models.Model):
    """What a criterion reads: `seen` is known, `have` counts. No row means zero.

    `waived`: it is not asked of this person, for the reason `waived_for`.

    kind                        seen                          have
    average with `of`           competencies rated            sum of their scores
    floor, count with `of`      competencies rated            those at or above `min`
    operating_at_next with `of` 1 if the latest cycle saw it  whole months of the run
    metric                      periods known of the last     those at or above `min`
    statement                   pieces of evidence            confirmed ones
    starred                     statements confirmed          starred ones among them
    endorsement                 endorsements                  the same
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, db_index=False)
    seen = models.PositiveIntegerField(default=0)
    have = models.PositiveIntegerField(default=0)
    waived = models.BooleanField(default=False)
    waived_for = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="criterion_fact_once", fields=["criterion", "person"])
        ]
        indexes = [
            models.Index(fields=["criterion"], condition=Q(waived=True), name="criterion_waived")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}/{self.criterion_id}"


_DERIVED: dict[str, Any] = {
    "on_delete": models.CASCADE,
    "db_index": False,
    "db_constraint": False,
}
"""Keys of rows that one statement writes for everyone, from tables where the keys were checked."""


class Readiness(models.Model):
    """One row per person and open move: the verdict, since when, and how many criteria are open.

    `is_met`: nothing is open, in the case neither; never with `decision: judgement`, where people
    decide. `eligible_on` is the day when the next tenure criterion is met by time alone.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, related_name="readiness", **_DERIVED)
    move = models.ForeignKey(Move, **_DERIVED)
    state = models.CharField(max_length=20)
    n_open = models.PositiveSmallIntegerField()
    is_met = models.BooleanField()
    since = models.DateField()
    eligible_on = models.DateField(null=True)

    class Meta:
        verbose_name_plural = "readiness"
        constraints = [
            models.UniqueConstraint(name="readiness_once", fields=["person", "move"]),
            models.CheckConstraint(
                name="readiness_state",
                condition=Q(state__in=[state.value for state in State]),
            ),
        ]
        indexes = [
            models.Index(fields=["move", "state"], name="readiness_by_state"),
            models.Index(
                fields=["eligible_on"],
                condition=Q(eligible_on__isnull=False),
                name="readiness_by_day",
            ),
        ]

    def __str__(self) -> str:
        return self.state
