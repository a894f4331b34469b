"""Who sees a way back."""

from datetime import date

from django.db.models import Q

from trellis_web.access.queries import in_scope, reports_of, visible_by
from trellis_web.access.rules import Permission
from trellis_web.careers.models import Return
from trellis_web.people.models import Person


@visible_by(Return)
def returns(actor: Person, today: date) -> Q:
    """The person, whoever leads them now, and HR; a declined offer as well."""
    hr = in_scope(actor, Permission.PEOPLE_MANAGE, today=today)
    return Q(person=actor) | Q(person__in=reports_of(actor, today=today)) | hr
