"""Other thresholds for a rule, for HR: so many people instead of so many."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from trellis.readiness.what_if import thresholds as thresholds_of
from trellis_web.access.rules import Permission, require
from trellis_web.access.views import actor_of, permitted
from trellis_web.frameworks.queries import resolved
from trellis_web.frameworks.queries.moves import words_of
from trellis_web.insights.queries.packed import packed
from trellis_web.insights.queries.sight import moves_in, sight_of
from trellis_web.insights.queries.what_if import tried
from trellis_web.readiness.queries.plans import standing


@permitted(Permission.INSIGHT_READ)
@require_GET
def thresholds(request: HttpRequest, pk: int) -> HttpResponse:
    """One threshold of a move at other values; `?criterion=` chooses which."""
    actor, today = actor_of(request), timezone.localdate()
    require(actor, Permission.RESULT_READ, today=today)
    sight = sight_of(actor, as_numbers=False, today=today)
    move = next((move for move, _ in moves_in(sight) if move.pk == pk), None)
    if move is None:
        raise Http404
    at = standing(move)
    choices = list(thresholds_of(at.move))
    wanted = request.GET.get("criterion") or (choices[0].criterion if choices else "")
    chosen = next((each for each in choices if each.criterion == wanted), None)
    if chosen is None and choices:
        raise Http404
    words = words_of(resolved(move.version), at.move)
    crowd = packed(sight.of(move).rows, move, at, today=today) if chosen else None
    context = {
        "move": move,
        "rule": at.move,
        "choices": [(each.criterion, words[each.criterion]) for each in choices],
        "chosen": wanted,
        "asks": words.get(wanted, ""),
        "tried": tried(at.move, chosen, crowd) if chosen and crowd else (),
        "people": crowd.n if crowd else 0,
    }
    return render(request, "insights/thresholds.html", context)
