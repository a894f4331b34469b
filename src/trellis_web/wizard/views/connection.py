"""The last step: read by others, published, used by a review. It stays open until one uses it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.wizard.queries import cycles_of, people_in, progress_of
from trellis_web.wizard.rules import Step
from trellis_web.wizard.views.opened import family_of, task_of


@permitted(Permission.FRAMEWORK_EDIT)
def connection(request: HttpRequest, slug: str) -> HttpResponse:
    """What is done and what is next: validation, publication, people, the review cycle."""
    family, actor = family_of(request, slug), actor_of(request)
    (progress,) = progress_of([family], to=actor)
    context = {
        "progress": progress,
        "family": family,
        "here": Step.CONNECTION,
        "task": task_of(Step.CONNECTION),
        "number": len(Step),
        "people": people_in(family, today=timezone.localdate()),
        "cycles": cycles_of([family], to=actor).order_by("-from_on")[:3],
    }
    return render(request, "wizard/connection.html", context)
