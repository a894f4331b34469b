"""Why a way back is refused: a code, and a sentence that says what to do."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from trellis.framework.landing import NoLanding
from trellis_web.access.queries import reports_of
from trellis_web.access.rules import Denial, Permission, is_permitted
from trellis_web.people.models import Person

ANSWERED = Denial("return-answered", _("This was answered or ended already. Nothing was changed."))
NOT_OWN_ANSWER = Denial(
    "not-your-return", _("Only the person whose level it is agrees to it or declines it.")
)
NOT_LEADING = Denial(
    "not-leading", _("A way back is offered by the manager of this moment, or by HR.")
)
NOT_FOR_ONESELF = Denial(
    "return-for-oneself", _("Nobody offers this to themself. Ask your manager or HR.")
)
NO_WAY_BACK = Denial(
    "no-way-back",
    _("No move of the kind 'return' starts at this level. Authors of the framework add one."),
)
NOTHING_EQUAL = Denial(
    "no-level-to-land-on",
    _(
        "There is no level to land on: none was held on that track before, and the framework"
        " names no equal one. Authors of the framework add an equivalence."
    ),
)
OPEN_ALREADY = Denial(
    "return-open-already", _("A way back is offered to this person already. End that one first.")
)
RETIRED = Denial(
    "level-to-land-on-retired",
    _(
        "The level to land on is retired: the framework in force has it no more. HR gives the"
        " person a level of the current version."
    ),
)
TOO_EARLY = Denial(
    "return-before-position",
    _("The day lies before the present position began, which would erase it. Choose a later one."),
)
WENT_ELSEWHERE = Denial(
    "return-level-changed",
    _("The person no longer stands where this way back starts. End it, and offer a new one."),
)
WHY = {NoLanding.NOTHING_EQUAL: NOTHING_EQUAL, NoLanding.RETIRED: RETIRED}


def why_not_offered(person: Person, *, by: Person, today: date) -> Denial | None:
    """Why `by` may not offer the person a way back; None for their manager now, and for HR."""
    if by.pk == person.pk:
        return NOT_FOR_ONESELF
    if is_permitted(by, Permission.PEOPLE_MANAGE, today=today):
        return None
    leads = reports_of(by, today=today).filter(person=person).exists()
    return None if leads else NOT_LEADING
