"""Files of notes: they come in by a form and go out as attachments only."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in
from trellis_web.growth.actions.files import attach_files, delete_file
from trellis_web.growth.forms import FilesForm
from trellis_web.growth.models import EvidenceFile, EvidenceNote
from trellis_web.growth.queries.files import path_of
from trellis_web.growth.rules.files import TEXT
from trellis_web.growth.views.notes import note_page


@signed_in
@require_POST
def evidence_files(request: HttpRequest, pk: int) -> HttpResponse:
    """Attaches files to a note."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    note = get_object_or_404(visible(EvidenceNote, to=actor, today=today), pk=pk)
    form = FilesForm(request.POST, request.FILES)
    if not form.is_valid():
        return note_page(request, pk, files=form)
    kept = attach_files(
        note=note, files=form.cleaned_data["attachments"], by=actor, now=now, today=today
    )
    words = ngettext("Attached %(n)d file.", "Attached %(n)d files.", len(kept))
    messages.success(request, words % {"n": len(kept)})
    return redirect("evidence", pk=pk)


@signed_in
@require_GET
def evidence_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The content, to be saved and never shown: no browser guesses what it could be."""
    today = timezone.localdate()
    file = get_object_or_404(visible(EvidenceFile, to=actor_of(request), today=today), pk=pk)
    try:
        content = path_of(file.pk).read_bytes()
    except FileNotFoundError:
        raise Http404 from None
    charset = "; charset=utf-8" if file.media_type == TEXT else ""
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=file.name),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=file.media_type + charset, headers=headers)


@signed_in
@require_POST
def evidence_file_deletion(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Takes a file away."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    visible_files = visible(EvidenceFile, to=actor, today=today).select_related("note__person")
    file = get_object_or_404(visible_files, pk=pk)
    delete_file(file=file, by=actor, now=now, today=today)
    messages.success(request, _("The file is deleted."))
    return redirect("evidence", pk=file.note_id)
