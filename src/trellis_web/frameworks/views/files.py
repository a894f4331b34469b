"""A published version as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from trellis.framework.formats import to_csv_long
from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries.reading import of_family
from trellis_web.frameworks.queries.versions import resolved

TYPES = {"csv": "text/csv; charset=utf-8", "yaml": "application/yaml; charset=utf-8"}


@signed_in
def framework_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The version as YAML (the source, byte for byte) or as a long CSV, to save."""
    if kind not in TYPES:
        raise Http404
    found = of_family(visible(Version, to=actor_of(request)), slug, request.GET.get("v", ""))
    version = get_object_or_404(found)
    content = version.text.encode() if kind == "yaml" else to_csv_long(resolved(version).framework)
    name = f"{version.family.slug}-v{version.number}.{kind}"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=TYPES[kind], headers=disposition)
