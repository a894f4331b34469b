"""Whom a publication concerns: the people of the family, those who write it, those who review."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, QuerySet

from trellis_web.frameworks.models import Authorship, Family, Version
from trellis_web.frameworks.queries.positions import people_in
from trellis_web.people.models import Person, Position


@dataclass(frozen=True, slots=True)
class Concern:
    """How many people work in the family, reviews are open on older versions, people write it."""

    people: int
    reviews: int
    writers: int


def concern(family: Family, *, today: date) -> Concern:
    """The counts for the page that publishes."""
    return Concern(
        people_in(family.slug, today=today), _open_reviews(family), _writers(family, today).count()
    )


def concerned(family: Family, *, today: date) -> QuerySet[Person]:
    """Those who are told: people of the family and those who write it, once they can sign in."""
    held = Position.objects.on(today).filter(family=family.slug).values("person")
    writers = _writers(family, today).values("person")
    people: QuerySet[Person] = Person.objects.filter(
        Q(pk__in=held) | Q(pk__in=writers), deactivated_at__isnull=True
    ).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return people


def _writers(family: Family, today: date) -> "QuerySet[Authorship]":
    rows: QuerySet[Authorship] = Authorship.objects.on(today).filter(
        family=family, person__deactivated_at__isnull=True
    )
    return rows


def _open_reviews(family: Family) -> int:
    """People in rounds that run: each stays on the version that the round began with.

    The rounds belong to an app above this one, which points at versions; only their number is read.
    """
    running = Q(
        participant__cycle__opened_at__isnull=False, participant__cycle__released_at__isnull=True
    )
    return Version.objects.filter(running, family=family).values("participant").distinct().count()
