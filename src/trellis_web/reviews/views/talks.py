"""Told in person first: with whom a manager has to talk, and the tick after it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in
from trellis_web.reviews.actions import note_talk
from trellis_web.reviews.models import Participant
from trellis_web.reviews.queries.releases import talks_of
from trellis_web.reviews.rules import Refused


@signed_in
def talks(request: HttpRequest) -> HttpResponse:
    """The people whose results wait for a talk with the actor."""
    return render(request, "reviews/talks.html", {"talks": talks_of(actor_of(request))})


@signed_in
@require_POST
def talk(request: HttpRequest, participant: int) -> HttpResponse:
    """The talk has taken place: the person reads the result from now on."""
    actor = actor_of(request)
    people = visible(Participant, to=actor).exclude(person=actor).select_related("person")
    found = get_object_or_404(people, pk=participant)
    try:
        note_talk(found, by=actor, now=timezone.now())
    except Refused as refused:
        messages.error(request, refused.denial.sentence)
    else:
        words = _("%(name)s reads the result now.")
        messages.success(request, words % {"name": found.person.name})
    return redirect("talks")
