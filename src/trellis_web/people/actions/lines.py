"""Who stands in for a manager, and second lines: always from a day, and to one."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from trellis_web.access.rules import Denial, Denied, Permission, is_permitted, require
from trellis_web.audit.actions import record
from trellis_web.people.events import LineEnded, SecondLineAdded, StandInNamed
from trellis_web.people.models import Person, ReportingLine

Kind = ReportingLine.Kind
LONGEST = timedelta(days=92)
"""For how long managers name a delegate by themselves; HR decides about more."""

NO_REPORTS = Denial("no-reports", _("Nobody reports to this manager, so there is nothing to do."))
NOT_DELEGATES = Denial(
    "not-delegable",
    _("Only the manager of a team names a delegate; a delegate cannot pass the rights on."),
)
STANDS_IN_ALREADY = Denial(
    "stands-in-already", _("Somebody stands in for these days already. End that first.")
)
TOO_LONG = Denial(
    "delegate-too-long", _("A delegate is named for 92 days at most. Ask HR for more.")
)
SECOND_LINE_TWICE = Denial("second-line-twice", _("This second line exists already."))


@transaction.atomic
def name_stand_in(
    manager: Person,
    stand_in: Person,
    *,
    kind: str,
    since: date,
    until: date,
    by: Person,
    now: datetime,
    today: date,
) -> list[ReportingLine]:
    """`stand_in` leads everyone who reports to `manager`, from `since` until before `until`.

    HR names an acting manager or a delegate; managers name a delegate for their own team, for 92
    days at most. Raises `Denied` with what stands against it.
    """
    _require_may_name(manager, kind, since, until, by=by, today=today)
    team = ReportingLine.objects.on(since).filter(manager=manager, kind=Kind.LINE)
    people = list(team.exclude(person=stand_in).values_list("person", flat=True))
    if not people:
        raise Denied(NO_REPORTS)
    if _stands_in(people, since, until).exists():
        raise Denied(STANDS_IN_ALREADY)
    lines = ReportingLine.objects.bulk_create(
        ReportingLine(person_id=person, manager=stand_in, kind=kind, since=since, until=until)
        for person in people
    )
    payload = StandInNamed(
        manager.pk, stand_in.pk, kind, since.isoformat(), until.isoformat(), people
    )
    record(payload, by=by, subject=manager, at=now)
    return lines


@transaction.atomic
def add_second_line(
    person: Person,
    manager: Person,
    *,
    since: date,
    until: date | None,
    by: Person,
    now: datetime,
    today: date,
) -> ReportingLine:
    """`person` also works for `manager`, who sees shared evidence and writes a review of theirs."""
    require(by, Permission.PEOPLE_MANAGE, today=today)
    Person.objects.select_for_update().get(pk=person.pk)
    same = ReportingLine.objects.on(since).filter(person=person, manager=manager)
    if same.exists():
        raise Denied(SECOND_LINE_TWICE)
    line = ReportingLine.objects.create(
        person=person, manager=manager, kind=Kind.DOTTED, since=since, until=until
    )
    record(SecondLineAdded(person.pk, manager.pk, since.isoformat()), by=by, subject=person, at=now)
    return line


@transaction.atomic
def end_lines(lines: Sequence[ReportingLine], *, by: Person, now: datetime, today: date) -> None:
    """Ends second lines and stand-ins today; what had not begun goes.

    HR ends any; a manager takes back what was delegated of their own team. Not for the line of a
    manager, which `change_manager` replaces.
    """
    fresh = list(ReportingLine.objects.select_for_update().filter(pk__in=[x.pk for x in lines]))
    if any(line.kind == Kind.LINE for line in fresh):
        raise Denied
    if not is_permitted(by, Permission.PEOPLE_MANAGE, today=today):
        _require_own_team(fresh, by=by, today=today)
    for line in fresh:
        if line.since >= today:
            line.delete()
        elif line.until is None or line.until > today:
            line.until = today
            line.save(update_fields=["until"])
    record(
        LineEnded([line.person_id for line in fresh], fresh[0].manager_id if fresh else 0),
        by=by,
        at=now,
    )


def _require_may_name(
    manager: Person, kind: str, since: date, until: date, *, by: Person, today: date
) -> None:
    if is_permitted(by, Permission.PEOPLE_MANAGE, today=today):
        return
    if by != manager or kind != Kind.DELEGATE:
        raise Denied(NOT_DELEGATES)
    if until - since > LONGEST:
        raise Denied(TOO_LONG)


def _require_own_team(lines: Sequence[ReportingLine], *, by: Person, today: date) -> None:
    """Everyone concerned reports to `by`, and what ends is a delegation."""
    own = ReportingLine.objects.on(today).filter(
        manager=by, kind=Kind.LINE, person__in=[line.person_id for line in lines]
    )
    led = set(own.values_list("person", flat=True))
    if not all(line.kind == Kind.DELEGATE and line.person_id in led for line in lines):
        raise Denied(NOT_DELEGATES)


def _stands_in(people: Sequence[int], since: date, until: date) -> "QuerySet[ReportingLine]":
    lines = ReportingLine.objects.filter(
        person__in=people, kind__in=[Kind.ACTING, Kind.DELEGATE], since__lt=until
    )
    return lines.filter(Q(until__isnull=True) | Q(until__gt=since))
