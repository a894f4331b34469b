"""Who sees how somebody stands towards a move: the person, those who lead them, HR in scope."""

from datetime import date

from django.db.models import Q

from trellis_web.access.queries import in_scope, reports_of, visible_by
from trellis_web.access.rules import Permission
from trellis_web.people.models import Person
from trellis_web.readiness.models import Readiness

_STORED = Q(pk__isnull=False)
"""Every row. Joined to a scope with `&`, because Django drops an empty condition from an `|`."""


@visible_by(Readiness)
def _readiness(actor: Person, today: date) -> Q:
    """One's own, that of one's present reports, and with `result:read` that of one's scope."""
    scope = in_scope(actor, Permission.RESULT_READ, today=today)
    return Q(person=actor) | Q(person__in=reports_of(actor, today=today)) | (_STORED & scope)
