"""Who reads the notes of the readiness board, and who may write one."""

from datetime import date

from django.db.models import Q

from trellis_web.access.queries import in_scope, is_permitted, reports_of, visible_by
from trellis_web.access.rules import Permission
from trellis_web.insights.models import BoardNote
from trellis_web.people.models import Person


@visible_by(BoardNote)
def _notes(actor: Person, today: date) -> Q:
    """Of present reports, and for HR of the scope; never about oneself."""
    return _beside(actor, "person", today) & ~Q(person=actor)


def may_note(actor: Person, person: Person, *, today: date) -> bool:
    """Whether the actor leads the person now, or is HR for them: those who read the note too."""
    known = Person.objects.filter(_beside(actor, "", today), pk=person.pk)
    return person.pk != actor.pk and bool(known.exists())


def _beside(actor: Person, path: str, today: date) -> Q:
    """Rows about people whom the actor leads, or whose results HR in scope reads."""
    led = Q(**{f"{path or 'pk'}__in": reports_of(actor, today=today)})
    if not is_permitted(actor, Permission.INSIGHT_READ, today=today):
        return led
    scope = in_scope(actor, Permission.RESULT_READ, today=today, person=path)
    return led | (Q(pk__isnull=False) & scope)
