"""The import of one's own notes: a file, its preview, the import."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from trellis.findings import BadInput
from trellis_web.access.views import actor_of, signed_in
from trellis_web.growth.actions.imports import import_evidence
from trellis_web.growth.forms import MetricFileForm, MetricImportForm
from trellis_web.growth.forms.imports import NoteFile, read_notes
from trellis_web.growth.queries.imports import known_sources
from trellis_web.growth.queries.tags import tags_for
from trellis_web.growth.rules.evidence import HAS_FINDINGS

PAGE = "growth/evidence_import.html"
SHOWN = 50


@signed_in
@require_GET
def evidence_import(request: HttpRequest) -> HttpResponse:
    """Where a file of notes is chosen."""
    return render(request, PAGE, {"form": MetricFileForm()})


@signed_in
@require_POST
def evidence_import_preview(request: HttpRequest) -> HttpResponse:
    """What the file would do. Nothing is written."""
    form = MetricFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, PAGE, {"form": form}, status=422)
    file = form.cleaned_data["file"]
    try:
        return _preview(request, _read(request, file.read(), file.name))
    except BadInput as refusal:
        return _refused(request, refusal)


@signed_in
@require_POST
def evidence_imported(request: HttpRequest) -> HttpResponse:
    """Carries out what was previewed."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    form = MetricImportForm(request.POST)
    if not form.is_valid():
        return render(request, PAGE, {"form": MetricFileForm()}, status=422)
    try:
        file = _read(request, form.cleaned_data["text"].encode(), _("your file"))
    except BadInput as refusal:
        return _refused(request, refusal)
    if file.findings and not form.cleaned_data["without_bad_rows"]:
        messages.error(request, str(HAS_FINDINGS))
        return _preview(request, file, status=409)
    notes = [row.note for row in file.rows]
    known = known_sources(actor, notes)
    import_evidence(person=actor, notes=notes, by=actor, now=now, today=today)
    added = len({note.source for note in notes} - known)
    words = ngettext("Imported %(n)d private note.", "Imported %(n)d private notes.", added)
    messages.success(request, words % {"n": added})
    return redirect("evidence_list")


def _read(request: HttpRequest, data: bytes, name: str) -> NoteFile:
    today = timezone.localdate()
    offered = tags_for(actor_of(request), today=today)
    return read_notes(data, name, offered=offered, today=today)


def _refused(request: HttpRequest, refusal: BadInput) -> HttpResponse:
    context = {"form": MetricFileForm(), "findings": refusal.findings}
    return render(request, PAGE, context, status=422)


def _preview(request: HttpRequest, file: NoteFile, status: int = 200) -> HttpResponse:
    known = known_sources(actor_of(request), [row.note for row in file.rows])
    new = [row for row in file.rows if row.note.source not in known]
    names = tags_for(actor_of(request), today=timezone.localdate()).names
    context = {
        "file": file,
        "new": len(new),
        "known": len(file.rows) - len(new),
        "shown": [(row, [names[tag] for tag in row.note.tags]) for row in new[:SHOWN]],
        "form": MetricImportForm(initial={"text": file.text}),
    }
    status = 422 if file.findings and not file.rows else status
    return render(request, "growth/evidence_preview.html", context, status=status)
