"""Taking along what is kept about oneself."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from trellis.export import fingerprint, kept_key, public_pem
from trellis.findings import BadInput
from trellis_web.access.views import actor_of, public, signed_in
from trellis_web.exports.actions import Kind, key_path, make_export

TYPES = {Kind.JSON: "application/json", Kind.PDF: "application/pdf"}


@signed_in
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """What an export holds, and how it is checked."""
    key = kept_key(key_path()).public_key()
    return render(request, "exports/export.html", {"fingerprint": fingerprint(key)})


@signed_in
@require_POST
def export_file(request: HttpRequest) -> HttpResponse:
    """The file about the actor, as `kind`: json or pdf."""
    try:
        kind = Kind(request.POST.get("kind", ""))
    except ValueError:
        raise Http404 from None
    now = timezone.now()
    try:
        file = make_export(kind=kind, by=actor_of(request), now=now)
    except BadInput as refused:
        messages.error(request, str(refused.findings[0].sentence))
        return redirect("export")
    response = HttpResponse(file, content_type=TYPES[kind])
    name = f"trellis-{timezone.localdate(now):%Y-%m-%d}.{kind.value}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@public
@require_GET
def export_key(request: HttpRequest) -> HttpResponse:
    """The public key, for whoever is handed an export."""
    pem = public_pem(kept_key(key_path()))
    return HttpResponse(pem, content_type="application/x-pem-file")
