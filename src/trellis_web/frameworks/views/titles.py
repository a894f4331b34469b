"""Titles that are none of their level's, and how far titles stand above levels."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trellis.findings import BadInput
from trellis.stats import SMALLEST
from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission, is_permitted
from trellis_web.access.views import actor_of, permitted
from trellis_web.frameworks.actions.titles import decide_title
from trellis_web.frameworks.forms.titles import TitleDecisionForm
from trellis_web.frameworks.queries.title_report import Report, as_csv, report
from trellis_web.frameworks.queries.titles import variations
from trellis_web.frameworks.rules import Conflict
from trellis_web.people.models import Person


@permitted(Permission.PEOPLE_MANAGE)
@require_GET
def titles(request: HttpRequest) -> HttpResponse:
    """Everyone whose title is none of their level's, those without a decision first."""
    return _page(request)


@permitted(Permission.PEOPLE_MANAGE)
@require_POST
def title_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Approves or refuses the title of a person."""
    actor = actor_of(request)
    person = get_object_or_404(visible(Person, to=actor), pk=pk)
    form = TitleDecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, status=422)
    data = form.cleaned_data
    approves = data["decision"] == "approve"
    said = {"title": data["title"], "reason": data["reason"]}
    try:
        decide_title(person, is_approved=approves, by=actor, now=timezone.now(), **said)
    except BadInput as refused:
        return _page(request, refused, status=422)
    except Conflict as conflict:
        messages.error(request, str(conflict))
    else:
        words = _("Approved the title of %(name)s.") if approves else _("Refused it for %(name)s.")
        messages.success(request, words % {"name": person.name})
    return redirect("title_list")


@permitted(Permission.FRAMEWORK_EDIT)
@require_GET
def title_report(request: HttpRequest) -> HttpResponse:
    """Titles against levels: for HR in full, for others groups of five and more."""
    is_hr = is_permitted(actor_of(request), Permission.PEOPLE_MANAGE, today=timezone.localdate())
    context = {"report": _report(request), "smallest": SMALLEST, "is_hr": is_hr}
    return render(request, "frameworks/title_report.html", context)


@permitted(Permission.FRAMEWORK_EDIT)
@require_GET
def title_report_file(request: HttpRequest) -> HttpResponse:
    """The same as a file, with the same gaps."""
    disposition = {"Content-Disposition": 'attachment; filename="titles.csv"'}
    content = as_csv(_report(request))
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=disposition)


def _report(request: HttpRequest) -> Report:
    actor, today = actor_of(request), timezone.localdate()
    is_hr = is_permitted(actor, Permission.PEOPLE_MANAGE, today=today)
    return report(actor, is_hr=is_hr, today=today)


def _page(request: HttpRequest, refused: BadInput | None = None, status: int = 200) -> HttpResponse:
    context = {"notes": variations(today=timezone.localdate()), "refused": refused}
    return render(request, "frameworks/titles.html", context, status=status)
