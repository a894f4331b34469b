"""Second lines and stand-ins: HR on the page of a person, managers for their own team."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied, Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.people.actions.lines import add_second_line, end_lines, name_stand_in
from trellis_web.people.forms import SecondLineForm, StandInForm
from trellis_web.people.models import Person, ReportingLine
from trellis_web.people.queries import delegations_of
from trellis_web.people.views.page import colleagues, found, person_page


@permitted(Permission.PEOPLE_MANAGE)
@require_POST
def second_lines(request: HttpRequest, pk: int) -> HttpResponse:
    """The person also works for somebody else."""
    someone, now = found(request, pk), timezone.now()
    form = SecondLineForm(request.POST, choices=colleagues(request, someone), prefix="second")
    if form.is_valid():
        said, by = form.cleaned_data, actor_of(request)
        days = {"since": said["since"], "until": form.until, "today": timezone.localdate(now)}
        try:
            add_second_line(someone, said["manager"], **days, by=by, now=now)
        except Denied as refusal:
            form.add_error("manager", str(refusal.denial))
        else:
            messages.success(request, _("Added the second line of %s.") % someone.name)
            return redirect("person", pk=pk)
    return person_page(request, someone, second_line_form=form)


@permitted(Permission.PEOPLE_MANAGE)
@require_POST
def stand_ins(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody leads the team of this manager for a while."""
    someone = found(request, pk)
    form = StandInForm(request.POST, choices=colleagues(request, someone), prefix="stand_in")
    if form.is_valid() and _named(request, someone, form, kind=form.cleaned_data["kind"]):
        return redirect("person", pk=pk)
    return person_page(request, someone, stand_in_form=form)


@permitted(Permission.PEOPLE_MANAGE)
@require_POST
def line_end(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Ends a second line, or one person's stand-in."""
    someone, now = found(request, pk), timezone.now()
    rows = visible(ReportingLine, to=actor_of(request)).exclude(kind=ReportingLine.Kind.LINE)
    row = get_object_or_404(rows, pk=line, person=someone)
    end_lines([row], by=actor_of(request), now=now, today=timezone.localdate(now))
    messages.success(request, _("Ended."))
    return redirect("person", pk=pk)


@permitted(Permission.TEAM_READ)
def delegate(request: HttpRequest) -> HttpResponse:
    """A manager says who reads and acts for their team while they are away."""
    actor, today = actor_of(request), timezone.localdate()
    data = request.POST if request.method == "POST" else None
    form = StandInForm(
        data, choices=colleagues(request, actor), is_own=True, initial={"since": today}
    )
    kind = ReportingLine.Kind.DELEGATE
    if form.is_valid() and _named(request, actor, form, kind=kind):
        return redirect("delegate")
    context = {"form": form, "delegations": delegations_of(actor, today=today)}
    return render(request, "people/delegate.html", context, status=422 if data else 200)


@permitted(Permission.TEAM_READ)
@require_POST
def delegate_end(request: HttpRequest) -> HttpResponse:
    """Takes back what was delegated of one's own team."""
    actor, now = actor_of(request), timezone.now()
    today = timezone.localdate(now)
    lines = list(delegations_of(actor, today=today))
    if lines:
        end_lines(lines, by=actor, now=now, today=today)
        messages.success(request, _("Nobody stands in for you any more."))
    return redirect("delegate")


def _named(request: HttpRequest, manager: Person, form: StandInForm, *, kind: str) -> bool:
    """Names the stand-in; False, with the reason on the form, when it was refused."""
    said, now = form.cleaned_data, timezone.now()
    until = form.until
    if until is None:
        return False
    try:
        name_stand_in(
            manager,
            said["manager"],
            kind=kind,
            since=said["since"],
            until=until,
            by=actor_of(request),
            now=now,
            today=timezone.localdate(now),
        )
    except Denied as refusal:
        form.add_error("manager", str(refusal.denial))
        return False
    words = _("%(name)s stands in until %(day)s.")
    messages.success(request, words % {"name": said["manager"].name, "day": said["last_on"]})
    return True
