"""Who sees what is switched on."""

from datetime import date

from django.db.models import Q

from trellis_web.access.queries import EVERYTHING, NOTHING, is_permitted, visible_by
from trellis_web.access.rules import Permission
from trellis_web.organisation.models import Switch
from trellis_web.people.models import Person


@visible_by(Switch)
def switches(actor: Person, today: date) -> Q:
    """All of them for those who may read the agreement; nothing for others."""
    may = is_permitted(actor, Permission.AGREEMENT_READ, today=today)
    return EVERYTHING if may else NOTHING
