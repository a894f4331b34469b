"""A published version as a file, and the blank matrix."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis.findings import BadInput
from trellis.framework.formats.writers import WRITERS
from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in
from trellis_web.frameworks.access import sees_bands
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries import files
from trellis_web.frameworks.queries.reading import of_family


@signed_in
def framework_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The version in a format, to save. One that is too large for it leads back with a sentence."""
    if kind not in files.OFFERED:
        raise Http404
    actor = actor_of(request)
    found = of_family(visible(Version, to=actor), slug, request.GET.get("v", ""))
    version = get_object_or_404(found)
    try:
        content = files.file_of(
            version, kind, with_bands=sees_bands(actor, today=timezone.localdate())
        )
    except BadInput:
        name = files.OFFERED[kind]
        messages.error(
            request,
            _("This framework is too large for %(format)s. Take YAML, CSV or Markdown.")
            % {"format": name},
        )
        return redirect("framework", slug)
    return _saved(content, f"{version.family.slug}-v{version.number}.{kind}")


@signed_in
def blank_matrix(request: HttpRequest) -> HttpResponse:
    """The competency matrix to fill in, with an example from engineering."""
    return _saved(files.blank(), "competency-matrix.xlsx")


def _saved(content: bytes, name: str) -> HttpResponse:
    media_type = next(each.media_type for end, each in WRITERS.items() if name.endswith(end))
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media_type, headers=disposition)
