"""Who reads the trail."""

from datetime import date

from django.db.models import Q

from trellis_web.access.queries import EVERYTHING, NOTHING, is_permitted, visible_by
from trellis_web.access.rules import Permission
from trellis_web.audit.models import Event
from trellis_web.people.models import Person


@visible_by(Event)
def events(actor: Person, today: date) -> Q:
    """All of it for those who may read the trail; nothing for others."""
    return EVERYTHING if is_permitted(actor, Permission.AUDIT_READ, today=today) else NOTHING
