"""Who may be asked for feedback between rounds, and by whom."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from trellis_web.access.queries import reports_of
from trellis_web.access.rules import NOT_PERMITTED, Denial
from trellis_web.growth.models import Ask
from trellis_web.people.models import Person

MOST_OPEN = 5
"""Questions about one person that wait at the same time."""

ANSWERED = Denial("ask-answered", _("This question was answered already. Nothing was changed."))
ASKED_THIS = Denial(
    "ask-waits", _("This colleague is asked about this statement already. Wait for the answer.")
)
NOT_A_COLLEAGUE = Denial(
    "ask-not-a-colleague",
    _("Choose a colleague who works here now, and not the person it is about."),
)
NO_STATEMENT = Denial(
    "ask-no-statement", _("This statement is not in the framework. Choose another one.")
)
TOO_MANY = Denial(
    "ask-too-many",
    _("Five questions are waiting for an answer already. Take one back, or wait for one."),
)


def may_ask_about(person: Person, by: Person, *, today: date) -> bool:
    """The person themself, and whoever leads them now."""
    return person.pk == by.pk or reports_of(by, today=today).filter(person=person.pk).exists()


def is_shared(ask: Ask) -> bool:
    """Whether the answer is shared from the beginning: it is when the manager asked."""
    return ask.asked_by_id != ask.person_id


def why_not_asked(
    person: Person, colleague: Person, *, by: Person, family: str, statement: str, today: date
) -> Denial | None:
    """Why `colleague` is not asked about `person`, or None."""
    if not may_ask_about(person, by, today=today):
        return NOT_PERMITTED
    if not colleague.is_active or colleague.pk in (person.pk, by.pk):
        return NOT_A_COLLEAGUE
    waiting = Ask.objects.filter(person=person, answered_at=None, declined_at=None)
    if waiting.filter(colleague=colleague, family=family, statement=statement).exists():
        return ASKED_THIS
    return TOO_MANY if waiting.count() >= MOST_OPEN else None


def why_not_settled(ask: Ask, owner: Person, *, by: Person) -> Denial | None:
    """Why `by` does not settle the question: it is not theirs (`owner`), or it is settled."""
    if owner.pk != by.pk:
        return NOT_PERMITTED
    return ANSWERED if ask.answered_at or ask.declined_at else None
