"""The page of one person for HR, with the form that could not be carried out."""

from typing import Any

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from trellis_web.access.forms import GrantForm
from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of
from trellis_web.people.forms import (
    AbsenceForm,
    DetailsForm,
    ManagerForm,
    SecondLineForm,
    StandInForm,
)
from trellis_web.people.models import Absence, Person, ReportingLine, on
from trellis_web.people.queries import with_place

Kind = ReportingLine.Kind


def found(request: HttpRequest, pk: int) -> Person:
    """The person with this key, if the actor may see them."""
    return get_object_or_404(visible(Person, to=actor_of(request)), pk=pk)


def colleagues(request: HttpRequest, someone: Person) -> QuerySet[Person]:
    """Whom one may choose beside somebody: everybody else who is here."""
    others = visible(Person, to=actor_of(request)).filter(deactivated_at__isnull=True)
    return others.exclude(pk=someone.pk)


def person_page(request: HttpRequest, someone: Person, **refused: Form) -> HttpResponse:
    """Where they stand, to whom they report, their roles. `refused`: forms with errors, as 422."""
    today, actor = timezone.localdate(), actor_of(request)
    [shown] = with_place([someone], today=today)
    lines = visible(ReportingLine, to=actor).select_related("person", "manager")
    ahead = lines.exclude(kind=Kind.LINE).exclude(until__lte=today)
    context = {
        "shown": shown,
        "history": someone.positions.select_related("unit").order_by("-since"),
        "grants": someone.grants.on(today).select_related("unit"),
        "grant_form": GrantForm(),
        "absences": visible(Absence, to=actor).filter(person=someone).order_by("-from_on"),
        "second_lines": ahead.filter(person=someone),
        "stood_in": _stood_in(lines.filter(on(today)), someone),
    } | _forms(request, someone, shown.manager, refused)
    return render(request, "people/person.html", context, status=422 if refused else 200)


def _forms(
    request: HttpRequest, someone: Person, manager: Person | None, refused: dict[str, Form]
) -> dict[str, Any]:
    others, since = colleagues(request, someone), {"since": timezone.localdate()}
    fresh: dict[str, Any] = {
        "manager_form": ManagerForm(choices=others, initial={"manager": manager, **since}),
        "details_form": DetailsForm(person=someone),
        "absence_form": AbsenceForm(prefix="absence"),
        "second_line_form": SecondLineForm(choices=others, initial=since, prefix="second"),
        "stand_in_form": StandInForm(choices=others, initial=since, prefix="stand_in"),
    }
    return fresh | refused


def _stood_in(lines: "QuerySet[ReportingLine]", manager: Person) -> list[ReportingLine]:
    """Who stands in for a manager today: one line for each stand-in of the team."""
    team = lines.filter(manager=manager, kind=Kind.LINE).values("person")
    standing = lines.filter(person__in=team, kind__in=[Kind.ACTING, Kind.DELEGATE])
    by_manager = {line.manager_id: line for line in standing}
    return list(by_manager.values())
