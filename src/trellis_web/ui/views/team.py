"""The manager's weekly view."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from trellis_web.access.queries import reports_of, skip_level_of, visible
from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.growth.actions import note_team_export
from trellis_web.growth.queries.endorsements import endorsements
from trellis_web.growth.queries.notes import cards, notes
from trellis_web.organisation.queries import is_on
from trellis_web.organisation.rules.features import Feature
from trellis_web.people.models import Person
from trellis_web.reviews.models import ReleasedResult
from trellis_web.ui.queries.coverage import coverage_of
from trellis_web.ui.queries.home import home_of
from trellis_web.ui.queries.team import team_of
from trellis_web.ui.rules.team_file import as_csv

LATEST = 3
"""How many shared notes the page of a member shows."""


@permitted(Permission.TEAM_READ)
@require_GET
def team(request: HttpRequest) -> HttpResponse:
    """My present reports, those who need my attention first."""
    is_age_seen = is_on(Feature.EVIDENCE_AGE)
    actor, today = actor_of(request), timezone.localdate()
    members = team_of(actor, is_age_seen=is_age_seen, today=today)
    context = {
        "members": members,
        "waiting": sum(1 for member in members if member.desk.sheet),
        "cases": sum(1 for member in members if member.case),
        "is_age_seen": is_age_seen,
        "has_beyond": skip_level_of(actor, today=today).exists(),
    }
    return render(request, "ui/team.html", context)


@permitted(Permission.TEAM_READ)
@require_GET
def team_csv(request: HttpRequest) -> HttpResponse:
    """The same list as a CSV file; that it was taken along stays in the trail."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    members = team_of(actor, is_age_seen=is_on(Feature.EVIDENCE_AGE), today=today)
    note_team_export(people=len(members), by=actor, now=now, today=today)
    answer = HttpResponse(as_csv(members), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="team.csv"'
    return answer


@permitted(Permission.TEAM_READ)
@require_GET
def team_coverage(request: HttpRequest) -> HttpResponse:
    """Where the team is thin: what each of them was seen to do at their next level."""
    found = coverage_of(actor_of(request), today=timezone.localdate())
    return render(request, "ui/team_coverage.html", {"coverage": found})


@permitted(Permission.TEAM_READ)
@require_GET
def team_member(request: HttpRequest, pk: int) -> HttpResponse:
    """What a present report reads on their own home page, as far as I may see it."""
    actor, today = actor_of(request), timezone.localdate()
    mine = visible(Person, to=actor, today=today).filter(pk__in=reports_of(actor, today=today))
    person = get_object_or_404(mine, pk=pk)
    try:
        page = home_of(person, wanted=request.GET.get("to", ""), is_own=False, today=today)
    except LookupError:
        raise Http404 from None
    shared = notes(to=actor, today=today).filter(person=person)
    results = visible(ReleasedResult, to=actor, today=today).filter(person=person)
    context = {
        "home": page,
        "cards": cards(shared[:LATEST]),
        "results": results.select_related("cycle").order_by("-cycle__to_on", "-pk")[:LATEST],
        "endorsements": endorsements(person, to=actor, today=today),
    }
    return render(request, "ui/team_member.html", context)
