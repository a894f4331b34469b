"""How promotion works here: a page made from the rules in force."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.careers.queries.promotion import promotion_in
from trellis_web.careers.queries.published import published
from trellis_web.frameworks.queries.positions import standing


@permitted(Permission.FRAMEWORK_READ)
def promotion_rules(request: HttpRequest) -> HttpResponse:
    """Leads to the rules of the reader's family, or of the first one."""
    actor = actor_of(request)
    known = published(to=actor).versions
    mine = standing(actor, today=timezone.localdate()).family
    first = mine if mine in known else next(iter(known), None)
    if first is None:
        return render(request, "careers/promotion_empty.html")
    return redirect("promotion_rules_of", first)


@permitted(Permission.FRAMEWORK_READ)
def promotion_rules_of(request: HttpRequest, slug: str) -> HttpResponse:
    """The rules of one family: criteria, decision, places, dates, who decides, how to object."""
    actor, today = actor_of(request), timezone.localdate()
    known = published(to=actor)
    if slug not in known.versions:
        raise Http404
    mine = standing(actor, today=today).level_in(slug)
    shown = promotion_in(known.versions[slug], to=actor, today=today)
    context = {
        "shown": shown,
        "own": [rule for rule in shown.rules if mine and rule.way.start.id == mine],
        "families": [(known.title(each), each) for each in known.versions],
        "slug": slug,
        "mine": mine,
        "language": known.frameworks[slug].framework.language,
    }
    return render(request, "careers/promotion.html", context)
