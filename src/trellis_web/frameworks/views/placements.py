"""Who stands at which level: by job title for many, or one person."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.frameworks.actions.placements import place_titles
from trellis_web.frameworks.forms import PlacementForm, TitlesForm
from trellis_web.frameworks.queries.placements import place_choices, title_groups
from trellis_web.people.actions.positions import Place, change_positions
from trellis_web.people.models import Person


@permitted(Permission.PEOPLE_MANAGE)
def placements(request: HttpRequest) -> HttpResponse:
    """Which level each job title stands for."""
    today = timezone.localdate()
    form = TitlesForm(
        request.POST or None,
        groups=title_groups(today=today),
        choices=place_choices(),
        today=today,
    )
    if form.is_valid():
        moved = place_titles(
            form.places(),
            since=form.cleaned_data["since"],
            by=actor_of(request),
            now=timezone.now(),
            today=today,
        )
        words = ngettext("Placed %(n)d person.", "Placed %(n)d people.", moved)
        messages.success(request, words % {"n": moved})
        return redirect("placement_list")
    context = {"form": form, "rows": form.rows()}
    return render(
        request, "frameworks/placements.html", context, status=422 if form.is_bound else 200
    )


@permitted(Permission.PEOPLE_MANAGE)
def placement(request: HttpRequest, pk: int) -> HttpResponse:
    """The level, title and dates of one person."""
    person = get_object_or_404(visible(Person, to=actor_of(request)), pk=pk)
    today = timezone.localdate()
    form = PlacementForm(request.POST or None, choices=place_choices(), initial={"since": today})
    if form.is_valid():
        data = form.cleaned_data
        family, level = data["place"].split("/", 1)
        place = Place(family, level, title=data["title"] or None, level_since=data["level_since"])
        change_positions(
            [person],
            place,
            since=data["since"],
            cause=data["cause"],
            by=actor_of(request),
            now=timezone.now(),
            today=today,
        )
        messages.success(request, _("Changed the level of %(name)s.") % {"name": person.name})
        return redirect("person", pk=pk)
    context = {"form": form, "person": person}
    return render(
        request, "frameworks/placement.html", context, status=422 if form.is_bound else 200
    )
