"""Who sees webhooks: whoever looks after what goes out of the house."""

from datetime import date

from django.db.models import Q

from trellis_web.access.queries import EVERYTHING, NOTHING, is_permitted, visible_by
from trellis_web.access.rules import Permission
from trellis_web.people.models import Person
from trellis_web.webhooks.models import Delivery, Hook


@visible_by(Hook)
def hooks(actor: Person, today: date) -> Q:
    """All of them; pages never show a secret again."""
    return EVERYTHING if is_permitted(actor, Permission.NOTICE_MANAGE, today=today) else NOTHING


@visible_by(Delivery)
def deliveries(actor: Person, today: date) -> Q:
    """As hooks."""
    return hooks(actor, today)
