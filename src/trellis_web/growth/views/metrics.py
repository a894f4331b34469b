"""The import of figures: a file, its preview, the import."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from trellis.findings import BadInput
from trellis_web.access.rules import Denied, Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.growth import actions
from trellis_web.growth.forms import MetricFileForm, MetricImportForm
from trellis_web.growth.queries.metrics import plan_metrics
from trellis_web.growth.rules.metrics import read_metrics

PAGE = "growth/metric_import.html"
SHOWN = 50


@permitted(Permission.METRIC_IMPORT)
@require_GET
def metric_import(request: HttpRequest) -> HttpResponse:
    """Where a file of figures is chosen."""
    return render(request, PAGE, {"form": MetricFileForm()})


@permitted(Permission.METRIC_IMPORT)
@require_POST
def metric_preview(request: HttpRequest) -> HttpResponse:
    """What the file would do. Nothing is written."""
    form = MetricFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, PAGE, {"form": form}, status=422)
    file = form.cleaned_data["file"]
    return _preview(request, file.read(), file.name)


@permitted(Permission.METRIC_IMPORT)
@require_POST
def metric_values(request: HttpRequest) -> HttpResponse:
    """Carries out what was previewed."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    form = MetricImportForm(request.POST)
    if not form.is_valid():
        return render(request, PAGE, {"form": MetricFileForm()}, status=422)
    data, leave_out = form.cleaned_data["text"].encode(), form.cleaned_data["without_bad_rows"]
    try:
        plan = actions.import_metrics(
            file=read_metrics(data, _("your file")),
            without_bad_rows=leave_out,
            by=actor,
            now=now,
            today=today,
        )
    except Denied as refusal:
        if refusal.denial.code != "has-findings":
            raise
        messages.error(request, str(refusal.denial))
        return _preview(request, data, _("your file"), status=409)
    except BadInput:
        return _preview(request, data, _("your file"))
    written = plan.new + plan.changed
    words = ngettext("Imported: %(n)d figure.", "Imported: %(n)d figures.", written)
    messages.success(request, words % {"n": written})
    return redirect("metric_import")


def _preview(request: HttpRequest, data: bytes, name: str, status: int = 200) -> HttpResponse:
    try:
        file = read_metrics(data, name)
    except BadInput as refusal:
        context = {"form": MetricFileForm(), "findings": refusal.findings}
        return render(request, PAGE, context, status=422)
    plan = plan_metrics(file, by=actor_of(request), today=timezone.localdate())
    context = {
        "plan": plan,
        "name": name,
        "form": MetricImportForm(initial={"text": file.text}),
        "shown": [row for row in plan.rows if row.changes][:SHOWN],
    }
    status = 422 if plan.findings and not plan.rows else status
    return render(request, "growth/metric_preview.html", context, status=status)
