"""What came of a panel, for those who write the draft."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in
from trellis_web.frameworks.access import abilities
from trellis_web.frameworks.models import Draft
from trellis_web.frameworks.queries.drafts import read_text
from trellis_web.validation.models import Panel
from trellis_web.validation.queries.shown import lines, unanswered
from trellis_web.validation.queries.validated import standing
from trellis_web.validation.rules.words import GATE


@signed_in
@require_GET
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """Figures per sentence, worst first; how levels were told apart; what to do next."""
    actor, now = actor_of(request), timezone.now()
    rows = visible(Panel, to=actor).filter(closed_at__isnull=False)
    panel = get_object_or_404(rows.select_related("family", "closed_by"), pk=pk)
    if not abilities(actor, panel.family, today=timezone.localdate(now)):
        raise Http404
    draft = visible(Draft, to=actor).filter(family=panel.family).first()
    framework = read_text(draft.text, panel.family, now=now) if draft else None
    found = standing(panel, framework)
    context = {
        "panel": panel,
        "draft": draft,
        "validation": found,
        "lines": lines(found),
        "unanswered": unanswered(panel),
        "team": panel.results["team"].items(),
        "gate": round(10 * GATE),
    }
    return render(request, "validation/results.html", context)
