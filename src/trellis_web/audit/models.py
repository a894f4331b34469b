"""The audit trail: append-only events, each carrying the hash of the one before.

Event   one thing that happened: who, what, about whom
Head    the end of the chain; locking it orders the events
"""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Rows that are written once."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise TypeError(f"{self.model.__name__} rows are never changed.")

    def delete(self) -> NoReturn:
        """Refused."""
        raise TypeError(f"{self.model.__name__} rows are never deleted.")


class AppendOnly(models.Model):
    """A row that is written once and neither changed nor deleted by the program."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Inserts; refuses to change a stored row."""
        if not self._state.adding:
            raise TypeError(f"{type(self).__name__} rows are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise TypeError(f"{type(self).__name__} rows are never deleted.")


class Event(AppendOnly):
    """One state change, sensitive read, export or permission change."""

    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    tag = models.CharField(max_length=60)
    payload = models.JSONField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("id",)
        indexes = [models.Index(fields=["subject", "id"], name="event_by_subject")]

    def __str__(self) -> str:
        return self.tag


class Head(models.Model):
    """The single row that holds the last digest and the number of events."""

    digest = models.CharField(max_length=64)
    events = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return self.digest
