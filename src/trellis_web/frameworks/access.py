"""Who sees what of a framework: published is for everyone, a draft for those who write it."""

from datetime import date

from django.db.models import Q

from trellis_web.access.queries import visible_by
from trellis_web.access.rules import Permission, permissions_of
from trellis_web.frameworks.models import Competency, Draft, Family, Version
from trellis_web.people.models import Person

_WRITERS = {Permission.FRAMEWORK_EDIT, Permission.FRAMEWORK_PUBLISH}
_NOBODY = Q(pk__in=[])


def _writes(actor: Person, today: date) -> bool:
    return not _WRITERS.isdisjoint(permissions_of(actor, today=today))


@visible_by(Version)
def _versions(actor: Person, today: date) -> Q:
    """A version exists once it is published, and published means: everyone can read it."""
    return Q()


@visible_by(Family)
def _families(actor: Person, today: date) -> Q:
    """Families with something published; those that are still being written for their writers."""
    return Q() if _writes(actor, today) else Q(current__isnull=False)


@visible_by(Competency)
def _competencies(actor: Person, today: date) -> Q:
    """The competencies of published families: rows are made by publication."""
    return Q(family__current__isnull=False)


@visible_by(Draft)
def _drafts(actor: Person, today: date) -> Q:
    """Drafts are for those who edit or publish."""
    return Q() if _writes(actor, today) else _NOBODY
