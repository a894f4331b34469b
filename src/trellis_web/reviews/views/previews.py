"""The exact form as anybody would get it, before a round is opened."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.people.models import Person
from trellis_web.reviews.forms.previews import PreviewForm
from trellis_web.reviews.queries.previews import preview_of, previewable
from trellis_web.reviews.views.exemptions import cycle_for
from trellis_web.reviews.views.sheet import ALL, View, form_context


@permitted(Permission.CYCLE_MANAGE)
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: the form about a chosen person. It is blank, so reading it leaves no event."""
    cycle = cycle_for(request, pk)
    offered = previewable(cycle, today=timezone.localdate())
    choice = PreviewForm(request.GET or None, cycle=cycle, offered=offered)
    context: dict[str, Any] = {"cycle": cycle, "choice": choice, "view": View(ALL, "")}
    if choice.is_valid():
        said = choice.cleaned_data
        entrant = next(each for each in offered if each.person == said["person"])
        person = get_object_or_404(visible(Person, to=actor_of(request)), pk=entrant.person)
        sheet = preview_of(cycle, entrant, person, said["perspective"])
        context |= form_context(sheet) | {"is_preview": True}
    status = 422 if choice.is_bound and not choice.is_valid() else 200
    return render(request, "reviews/preview.html", context, status=status)
