"""Who wants to be told what, and what may not have arrived."""

import hashlib
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from trellis_web.notices.models import CalendarLink, Mail, Wish
from trellis_web.people.models import Person

IN_FLIGHT = timedelta(minutes=5)
"""A letter that was taken so long ago is not being sent at this moment."""


def unreminded() -> frozenset[int]:
    """Keys of those who want no reminders."""
    return frozenset(Wish.objects.filter(is_reminded=False).values_list("person", flat=True))


def is_reminded(person: Person) -> bool:
    """Whether this person is reminded by the clock."""
    return not Wish.objects.filter(person=person, is_reminded=False).exists()


def unsettled(mails: "QuerySet[Mail]", *, now: datetime) -> "QuerySet[Mail]":
    """Letters that were given up, or taken some minutes ago and neither sent nor refused."""
    lost = Q(taken_at__lte=now - IN_FLIGHT, sent_at__isnull=True, failed_at__isnull=True)
    return mails.filter(lost | Q(failed_at__isnull=False)).order_by("-pk")


def digest_of(token: str) -> str:
    """What is kept of a token: SHA-256, which is enough for a random secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def calendar_reader(token: str) -> Person | None:
    """Whose calendar a token opens; nobody's when it ended or the person has left."""
    rows = CalendarLink.objects.filter(digest=digest_of(token)).select_related("person")
    link = rows.first()
    return link.person if link and link.person.is_active else None


def has_calendar(person: Person) -> bool:
    """Whether this person has a calendar address."""
    return CalendarLink.objects.filter(person=person).exists()
