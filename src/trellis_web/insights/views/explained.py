"""The page that says how somebody stands towards a move, line by line."""

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in
from trellis_web.insights.queries.explained import explained
from trellis_web.readiness.models import Readiness


@signed_in
@require_GET
def readiness_rule(request: HttpRequest, pk: int, family: str, move: str) -> HttpResponse:
    """The whole rule for one person: for themself, for whoever leads them, for HR in scope."""
    actor, today = actor_of(request), timezone.localdate()
    rows = visible(Readiness, to=actor, today=today).select_related("person", "move__version")
    current = rows.filter(move__version__family__current=F("move__version"))
    about = {"person": pk, "move__slug": move, "move__version__family__slug": family}
    row = get_object_or_404(current, **about)
    found = explained(row, today=today)
    if found is None:
        raise Http404
    context = {"rule": found, "family": family, "is_own": row.person_id == actor.pk}
    return render(request, "insights/rule.html", context)
