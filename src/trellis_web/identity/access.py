"""Who sees how somebody signs in."""

from datetime import date

from allauth.socialaccount.models import SocialAccount
from django.db.models import Q

from trellis_web.access.queries import EVERYTHING, is_permitted, visible_by
from trellis_web.access.rules import Permission
from trellis_web.people.models import Person


@visible_by(SocialAccount)
def accounts(actor: Person, today: date) -> Q:
    """One's own; everyone's for those who give roles."""
    return EVERYTHING if is_permitted(actor, Permission.ROLE_GRANT, today=today) else Q(user=actor)
