"""The teams beneath one's own: counts, and one person for a reason."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from trellis_web.access.actions import give_reason
from trellis_web.access.forms import ReasonForm
from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.ui.queries.beyond import ORDER, reading_of, somebody_beyond, teams_beyond
from trellis_web.ui.rules.attention import WORDS


@permitted(Permission.TEAM_READ)
@require_GET
def team_beyond(request: HttpRequest) -> HttpResponse:
    """The teams of those who report to me, in counts of five people and more."""
    teams = teams_beyond(actor_of(request), today=timezone.localdate())
    context = {"teams": teams, "words": [WORDS[state] for state in ORDER]}
    return render(request, "ui/team_beyond.html", context)


@permitted(Permission.TEAM_READ)
@require_http_methods(["GET", "POST"])
def person_beyond(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody two lines below: first why, then what was released and shared, for today."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    person = somebody_beyond(actor, pk, today=today)
    if person is None:
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        give_reason(person=person, reason=reason, by=actor, now=now, today=today)
        return redirect("person_beyond", pk)
    context = {
        "person": person,
        "form": form,
        "reading": reading_of(person, by=actor, today=today),
    }
    status = 422 if form.is_bound else 200
    return render(request, "ui/person_beyond.html", context, status=status)
