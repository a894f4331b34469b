"""How far a job is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in
from trellis_web.notices.models import Job
from trellis_web.notices.rules.progress import progress_of


@signed_in
@require_GET
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """The page, which asks for itself each second where it can; as a fragment, the card alone."""
    found = get_object_or_404(visible(Job, to=actor_of(request)), pk=pk)
    is_fragment = bool(request.htmx)  # type: ignore[attr-defined]
    name = "notices/_job.html" if is_fragment else "notices/job.html"
    return render(request, name, {"job": found, "progress": progress_of(found.pk)})
