"""The people import: a file, its preview, the import."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trellis.findings import BadInput
from trellis_web.access.rules import Denied, Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.people.actions.imports import import_people
from trellis_web.people.forms import ImportForm, PeopleFileForm
from trellis_web.people.queries import known_people
from trellis_web.people.rules.plan import ImportPlan, plan_import
from trellis_web.people.rules.rows import PeopleFile, read_people

PAGE = "people/import.html"


@permitted(Permission.PEOPLE_MANAGE)
@require_GET
def people_import(request: HttpRequest) -> HttpResponse:
    """Where a people file is chosen."""
    return render(request, PAGE, {"form": PeopleFileForm()})


@permitted(Permission.PEOPLE_MANAGE)
@require_POST
def people_preview(request: HttpRequest) -> HttpResponse:
    """What the file would do. Nothing is written."""
    form = PeopleFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, PAGE, {"form": form}, status=422)
    data, name = form.content()
    return _preview(request, data, name)


@permitted(Permission.PEOPLE_MANAGE)
@require_POST
def people_imported(request: HttpRequest) -> HttpResponse:
    """Carries out the previewed plan; a plan that differs by now is shown again."""
    form = ImportForm(request.POST)
    if not form.is_valid():
        return render(request, PAGE, {"form": PeopleFileForm()}, status=422)
    values, today = form.cleaned_data, timezone.localdate()
    data = values["text"].encode()
    try:
        plan = import_people(
            _read(data, _("your file")),
            digest=values["digest"],
            by=actor_of(request),
            without_bad_rows=values["without_bad_rows"],
            now=timezone.now(),
            today=today,
        )
    except Denied as refusal:
        if refusal.denial.code not in ("plan-changed", "has-findings"):
            raise
        messages.error(request, str(refusal.denial))
        return _preview(request, data, _("your file"), status=409)
    messages.success(request, _done(plan))
    return redirect("people")


def _done(plan: ImportPlan) -> str:
    counts = {what: plan.count(what) for what in ("create", "update", "deactivate")}
    return _("Imported: %(create)d new, %(update)d changed, %(deactivate)d left.") % counts


def _read(data: bytes, name: str) -> PeopleFile:
    return read_people(data, name, today=timezone.localdate())


def _preview(request: HttpRequest, data: bytes, name: str, status: int = 200) -> HttpResponse:
    try:
        file = _read(data, name)
    except BadInput as refusal:
        context = {"form": PeopleFileForm(), "findings": refusal.findings}
        return render(request, PAGE, context, status=422)
    plan = plan_import(file, known_people(today=timezone.localdate()))
    text = file.text
    form = ImportForm(initial={"text": text, "digest": plan.digest})
    context = {
        "plan": plan,
        "name": name,
        "form": form,
        "counts": {
            what: plan.count(what) for what in ("create", "update", "deactivate", "unchanged")
        },
        "shown": [planned for planned in plan.people if planned.what != "unchanged"][:50],
    }
    return render(
        request,
        "people/preview.html",
        context,
        status=422 if plan.findings and not plan.people else status,
    )
