"""Cases in lists: those of one's own, of one's team, to decide, and everyone's for HR."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from trellis.process.cases import CaseState
from trellis_web.access.queries import reports_of, visible
from trellis_web.people.models import Person, ReportingLine
from trellis_web.promotions.models import Appeal, Backer, Case, CommitteeMember, Telling
from trellis_web.promotions.queries.telling import tellings_of

PER_PAGE = 50
IN_STATE = {
    CaseState.DRAFT: Q(submitted_at__isnull=True, withdrawn_at__isnull=True),
    CaseState.WITH_MANAGER: Q(
        submitted_at__isnull=False, passed_on_at__isnull=True, withdrawn_at__isnull=True
    ),
    CaseState.COMMITTEE: Q(
        passed_on_at__isnull=False,
        calibrated_at__isnull=True,
        decided_at__isnull=True,
        withdrawn_at__isnull=True,
    ),
    CaseState.CALIBRATED: Q(
        calibrated_at__isnull=False, decided_at__isnull=True, withdrawn_at__isnull=True
    ),
    CaseState.DECIDED: Q(decided_at__isnull=False),
    CaseState.WITHDRAWN: Q(withdrawn_at__isnull=False),
}


@dataclass(frozen=True, slots=True)
class Desk:
    """What somebody has to do with cases."""

    own: list[Case]
    asked: list[Backer]
    team: list[Case]
    deciding: list[Case]
    appeals: list[Appeal]
    to_tell: list[Telling]


def desk_of(actor: Person, *, today: date) -> Desk:
    """The lists of one reader. The queries do not grow with them."""
    cases = _cases(actor, today)
    sits = CommitteeMember.objects.filter(person=actor, left_at__isnull=True).values("committee")
    reports = reports_of(actor, today=today)
    asked = visible(Backer, to=actor, today=today).filter(
        person=actor, answer="", case__decided_at__isnull=True, case__withdrawn_at__isnull=True
    )
    second = reports_of_reports(actor, today=today)
    open_now = Q(passed_on_at__isnull=False, decided_at__isnull=True, withdrawn_at__isnull=True)
    theirs = Q(committee__in=sits) | Q(committee__isnull=True, person__in=second)
    heard = visible(Appeal, to=actor, today=today).filter(committee__in=sits, decision__isnull=True)
    return Desk(
        own=list(cases.filter(person=actor)),
        asked=list(asked.select_related("case__person", "case__move").order_by("due_on", "pk")),
        team=list(cases.filter(person__in=reports)),
        deciding=list(cases.filter(theirs, open_now).exclude(person=actor)),
        appeals=list(heard.select_related("case__person", "case__move")),
        to_tell=list(tellings_of(actor, today=today)),
    )


def reports_of_reports(actor: Person, *, today: date) -> QuerySet[Any]:
    """Ids of the people whom the reports of `actor` lead."""
    lines = ReportingLine.objects.on(today).filter(manager__in=reports_of(actor, today=today))
    return lines.exclude(kind=ReportingLine.Kind.DOTTED).values("person")


def open_cases(people: Iterable[int]) -> dict[int, Case]:
    """The open case of each person who has one, the newest where there are several. One query."""
    rows = Case.objects.filter(
        person__in=list(people), decided_at__isnull=True, withdrawn_at__isnull=True
    )
    return {each.person_id: each for each in rows.select_related("move").order_by("started_at")}


def found_cases(
    actor: Person, *, q: str = "", state: str = "", family: str = "", page: str, today: date
) -> Page[Case]:
    """The cases that `actor` sees, narrowed, a page at a time."""
    rows = _cases(actor, today).exclude(person=actor)
    if q:
        rows = rows.filter(person__name__icontains=q.replace("\0", ""))
    if state:
        rows = rows.filter(IN_STATE[CaseState(state)])
    if family:
        rows = rows.filter(move__version__family__slug=family)
    return Paginator(rows, PER_PAGE).get_page(page)


def _cases(actor: Person, today: date) -> QuerySet[Case]:
    rows = visible(Case, to=actor, today=today)
    return rows.select_related("person", "move__version__family", "committee")
