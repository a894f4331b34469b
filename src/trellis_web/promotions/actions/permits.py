"""Who may do what to a case at this moment. Actions ask in the end, views before any form."""

from datetime import date

from trellis_web.access.rules import Denied, Permission, require
from trellis_web.people.models import Person
from trellis_web.promotions.models import Appeal, Case
from trellis_web.promotions.rules.people import is_hr_of, leads, why_not_deciding
from trellis_web.promotions.rules.refusals import NOT_OF_THEM, NOT_ON_OWN


def is_theirs(case: Case, by: Person, *, today: date) -> bool:
    """Whether the case is their own, or of somebody whom they lead now."""
    return by.pk == case.person_id or leads(by, case.person_id, today=today)


def require_theirs(case: Case, by: Person, *, today: date) -> None:
    """Raises `Denied` for all but the person and who leads them now."""
    require(by, Permission.CASE_WRITE, today=today)
    if not is_theirs(case, by, today=today):
        raise Denied(NOT_OF_THEM)


def require_part(case: Case, by: Person, *, today: date) -> None:
    """As `require_theirs`; once it is passed on, those who decide may too."""
    require(by, Permission.CASE_WRITE, today=today)
    if is_theirs(case, by, today=today):
        return
    if case.passed_on_at is None or why_not_deciding(case, by, today=today):
        raise Denied(NOT_OF_THEM)


def require_finder(case: Case, by: Person, *, today: date) -> None:
    """With the manager: who leads the person now. Afterwards: those who decide."""
    require(by, Permission.CASE_WRITE, today=today)
    if by.pk == case.person_id:
        raise Denied(NOT_ON_OWN)
    if case.passed_on_at is None:
        if not leads(by, case.person_id, today=today):
            raise Denied(NOT_OF_THEM)
    elif denial := why_not_deciding(case, by, today=today):
        raise Denied(denial)


def require_manager(case: Case, by: Person, *, today: date) -> None:
    """Whoever leads the person now, or HR in scope; nobody for themself."""
    if leads(by, case.person_id, today=today):
        return
    if not is_hr_of(by, case.person_id, Permission.CASE_MANAGE, today=today):
        raise Denied(NOT_OF_THEM)


def require_asker(case: Case, by: Person, *, today: date) -> None:
    """The person, who leads them now, or HR in scope."""
    require(by, Permission.CASE_WRITE, today=today)
    is_hr = is_hr_of(by, case.person_id, Permission.CASE_MANAGE, today=today)
    if not is_hr and not is_theirs(case, by, today=today):
        raise Denied(NOT_OF_THEM)


def require_chair(case: Case, by: Person, *, today: date, appeal: Appeal | None = None) -> None:
    """Raises `Denied` for all but who leads the deciding."""
    require(by, Permission.CASE_WRITE, today=today)
    if denial := why_not_deciding(case, by, today=today, as_chair=True, appeal=appeal):
        raise Denied(denial)
