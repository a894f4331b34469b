"""Who reads the notes of the readiness board, and who may write one."""

from datetime import date

from django.db.models import Q

from trellis_web.access.queries import in_scope, reports_of, visible_by
from trellis_web.access.rules import Permission
from trellis_web.insights.models import BoardNote
from trellis_web.people.models import Person


@visible_by(BoardNote)
def _notes(actor: Person, today: date) -> Q:
    """Of present reports, and with `result:read` of the scope; never about oneself."""
    scope = in_scope(actor, Permission.RESULT_READ, today=today)
    led = Q(person__in=reports_of(actor, today=today))
    return (led | (Q(pk__isnull=False) & scope)) & ~Q(person=actor)


def may_note(actor: Person, person: Person, *, today: date) -> bool:
    """Whether the actor leads the person now, or is HR for them: those who read the note too."""
    if actor.pk == person.pk:
        return False
    scope = in_scope(actor, Permission.RESULT_READ, today=today, person="")
    led = Q(pk__in=reports_of(actor, today=today))
    known = Person.objects.filter(led | (Q(pk__isnull=False) & scope), pk=person.pk)
    return bool(known.exists())
