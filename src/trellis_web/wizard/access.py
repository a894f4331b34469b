"""Who sees how far a framework is set up: those who own its structure."""

from datetime import date

from django.db.models import Q

from trellis_web.access.queries import visible_by
from trellis_web.access.rules import Permission, is_permitted
from trellis_web.people.models import Person
from trellis_web.wizard.models import FinishedStep


@visible_by(FinishedStep)
def _steps(actor: Person, today: date) -> Q:
    """The steps of every family, for those who set frameworks up."""
    may = is_permitted(actor, Permission.FRAMEWORK_EDIT, today=today)
    return Q() if may else Q(pk__in=[])
