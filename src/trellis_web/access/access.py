"""Who sees who holds which role, and which tokens."""

from datetime import date

from django.db.models import Q

from trellis_web.access.models import ApiToken, Grant, ReadingReason
from trellis_web.access.queries import is_permitted, visible_by
from trellis_web.access.rules import Permission
from trellis_web.people.models import Person


@visible_by(Grant)
def grants(actor: Person, today: date) -> Q:
    """One's own roles; everyone's for those who grant them."""
    return Q() if is_permitted(actor, Permission.ROLE_GRANT, today=today) else Q(person=actor)


@visible_by(ApiToken)
def tokens(actor: Person, today: date) -> Q:
    """One's own only, in no role anybody else's."""
    return Q(person=actor)


@visible_by(ReadingReason)
def reading_reasons(actor: Person, today: date) -> Q:
    """For whoever gave it, and for the person whom it is about."""
    return Q(reader=actor) | Q(person=actor)
