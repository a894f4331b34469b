"""What came of a panel, for those who write the draft."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in
from trellis_web.frameworks.access import Ability, abilities
from trellis_web.frameworks.actions.signatures import sign_validation
from trellis_web.frameworks.models import Draft
from trellis_web.frameworks.queries.drafts import read_text
from trellis_web.frameworks.rules import Conflict
from trellis_web.validation.models import Panel
from trellis_web.validation.queries.shown import lines, unanswered
from trellis_web.validation.queries.validated import standing
from trellis_web.validation.rules.words import GATE


@signed_in
@require_POST
def signature(request: HttpRequest, pk: int) -> HttpResponse:
    """HR takes the result as enough, while the draft is what the panel read."""
    actor = actor_of(request)
    rows = visible(Panel, to=actor).filter(closed_at__isnull=False).select_related("family")
    panel = get_object_or_404(rows, pk=pk)
    draft = get_object_or_404(visible(Draft, to=actor), family=panel.family)
    try:
        sign_validation(draft, seen=panel.digest, by=actor, now=timezone.now())
    except Conflict as changed:
        messages.error(request, str(changed))
        return redirect("panel_results", pk)
    messages.success(request, _("Signed: the draft is validated."))
    return redirect("framework_work", panel.family.slug)


@signed_in
@require_GET
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """Figures per sentence, worst first; how levels were told apart; what to do next."""
    actor, now = actor_of(request), timezone.now()
    rows = visible(Panel, to=actor).filter(closed_at__isnull=False)
    panel = get_object_or_404(rows.select_related("family", "closed_by"), pk=pk)
    held = abilities(actor, panel.family, today=timezone.localdate(now))
    if not held:
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
        "can_sign": found.is_whole and Ability.SIGN_CONSISTENCY in held,
    }
    return render(request, "validation/results.html", context)
