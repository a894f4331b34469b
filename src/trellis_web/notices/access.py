"""Who sees what went out of the house."""

from datetime import date

from django.db.models import Q

from trellis_web.access.queries import EVERYTHING, NOTHING, is_permitted, visible_by
from trellis_web.access.rules import Permission
from trellis_web.notices.models import Mail
from trellis_web.people.models import Person


@visible_by(Mail)
def mails(actor: Person, today: date) -> Q:
    """All of it for those who look after it; pages never show a text."""
    return EVERYTHING if is_permitted(actor, Permission.NOTICE_MANAGE, today=today) else NOTHING
