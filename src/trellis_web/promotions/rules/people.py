"""Who is who in a case: who leads, who sits on the committee, and who steps aside."""

from datetime import date

from django.db.models import Q, QuerySet

from trellis_web.access.queries import in_scope, reports_of
from trellis_web.access.rules import Denial, Permission
from trellis_web.people.models import Person, ReportingLine
from trellis_web.people.queries import manager_of
from trellis_web.promotions.models import (
    Appeal,
    Backer,
    Case,
    Committee,
    CommitteeMember,
    Recusal,
    Vote,
)
from trellis_web.promotions.rules.refusals import CONFLICT, NOT_MEMBER


def leads(by: Person, person: int, *, today: date) -> bool:
    """Whether `by` leads the person today: by line, acting or as a delegate."""
    return reports_of(by, today=today).filter(person=person).exists()


def is_hr_of(by: Person, person: int, permission: Permission, *, today: date) -> bool:
    """Whether `by` holds a permission for this person; never for themself."""
    scope = in_scope(by, permission, today=today, person="")
    return by.pk != person and Person.objects.filter(scope, pk=person).exists()


def members_of(committee: Committee | None) -> QuerySet[CommitteeMember]:
    """Those who sit on a committee now, and have not left the company."""
    rows = CommitteeMember.objects.filter(left_at__isnull=True, person__deactivated_at__isnull=True)
    return rows.filter(committee=committee).select_related("person").order_by("pk")


def is_conflicted(case: Case, member: Person, *, today: date, appeal: Appeal | None = None) -> bool:
    """Whether a member takes no part: own case, a line, an answered backing, or stepped aside.

    Lines count in both directions, second lines too: nobody decides about those they lead, nor
    about who leads them. An appeal is heard by nobody who sat on the first committee.
    """
    if member.pk == case.person_id:
        return True
    lines = ReportingLine.objects.on(today).filter(
        Q(person=case.person_id, manager=member) | Q(person=member, manager=case.person_id)
    )
    backed = Backer.objects.filter(case=case, person=member).exclude(answer="")
    aside = Recusal.objects.filter(case=case, member=member)
    return (
        lines.exists() or backed.exists() or aside.exists() or bool(appeal and _sat(case, member))
    )


def _sat(case: Case, member: Person) -> bool:
    """Whether somebody sat on the committee that decided first, or decided themself."""
    sat = CommitteeMember.objects.filter(committee=case.committee_id, person=member).exists()
    return member.pk == case.decided_by_id or (case.committee_id is not None and sat)


def deciders(case: Case, *, today: date, appeal: Appeal | None = None) -> list[tuple[Person, bool]]:
    """Who decides the case (or the appeal) now, and whether they lead the committee.

    Without a committee the manager's manager decides alone. Nobody with a conflict is among them.
    """
    if appeal is None and case.committee_id is None:
        manager = manager_of(case.person, today=today)
        second = manager_of(manager, today=today) if manager else None
        found = [(second, True)] if second else []
    else:
        committee = appeal.committee if appeal else case.committee
        found = [(row.person, row.is_chair) for row in members_of(committee)]
    return [
        (person, is_chair)
        for person, is_chair in found
        if not is_conflicted(case, person, today=today, appeal=appeal)
    ]


def why_not_deciding(
    case: Case, by: Person, *, today: date, as_chair: bool = False, appeal: Appeal | None = None
) -> Denial | None:
    """Why `by` takes no part in deciding, or does not lead it. A conflict is said before all."""
    if is_conflicted(case, by, today=today, appeal=appeal):
        return CONFLICT
    parts = {person.pk: is_chair for person, is_chair in deciders(case, today=today, appeal=appeal)}
    if by.pk not in parts or (as_chair and not parts[by.pk]):
        return NOT_MEMBER
    return None


def has_voted(case: Case, member: Person, *, appeal: Appeal | None = None) -> bool:
    """Whether a member has said what they think."""
    return Vote.objects.filter(case=case, appeal=appeal, member=member).exists()
