"""The directory of roles: every level as a role, and who asks for a competency."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.careers.models import Return
from trellis_web.careers.queries import roles
from trellis_web.careers.queries.carry_over import holder_of
from trellis_web.careers.queries.published import published
from trellis_web.careers.rules.reach import reachable
from trellis_web.frameworks.access import sees_bands


@permitted(Permission.FRAMEWORK_READ)
def role_list(request: HttpRequest) -> HttpResponse:
    """Every role by family; first those that can be reached, by what carries over."""
    actor, today = actor_of(request), timezone.localdate()
    words = request.GET.get("q", "").strip()[:200]
    known, holder = published(to=actor), holder_of(actor, today=today)
    listing = roles.directory(known, holder)
    context = {
        "words": words,
        "holder": holder,
        "families": [(known.title(slug), slug) for slug in known.versions],
        "roles": roles.matching(listing, known, words) if words else listing,
        "ahead": [] if words else roles.within_reach(listing),
        "bands": sees_bands(actor, today=today),
        "offered": visible(Return, to=actor)
        .filter(person=actor, ended_at=None, done_at=None)
        .select_related("offered_by"),
    }
    return render(request, "careers/roles.html", context)


@permitted(Permission.FRAMEWORK_READ)
def role(request: HttpRequest, slug: str, level: str) -> HttpResponse:
    """One role: its scope, what of it carries over for the reader, and the moves around it."""
    actor, today = actor_of(request), timezone.localdate()
    known, holder = published(to=actor), holder_of(actor, today=today)
    if slug not in known.frameworks or level not in known.frameworks[slug].levels:
        raise Http404
    mine = (holder.role.framework.framework.id, holder.role.level) if holder else None
    ways = reachable(known.frameworks, mine) if mine else {}
    shown = roles.listed(known, (slug, level), holder, ways)
    context = {
        "role": shown,
        "rows": roles.rows_of(shown),
        "arrows": roles.arrows(known, (slug, level)),
        "bands": sees_bands(actor, today=today),
    }
    return render(request, "careers/role.html", context)


@permitted(Permission.FRAMEWORK_READ)
def competency(request: HttpRequest, competency: str) -> HttpResponse:
    """Who asks for a competency: every role that expects it, in every family."""
    found = roles.askers(published(to=actor_of(request)), competency)
    if not found:
        raise Http404
    title = found[0].competency.title
    context = {"askers": found, "title": title, "language": found[0].language}
    return render(request, "careers/competency.html", context)
