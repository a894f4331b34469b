"""The framework reader: open to every employee, without asking."""

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in
from trellis_web.frameworks.forms.questions import QuestionForm
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries.asked import about
from trellis_web.frameworks.queries.files import OFFERED
from trellis_web.frameworks.queries.matrix import (
    levels_of,
    neighbours,
    shown_of,
    track_of,
)
from trellis_web.frameworks.queries.moves import ways
from trellis_web.frameworks.queries.permalinks import cell_now
from trellis_web.frameworks.queries.positions import standing
from trellis_web.frameworks.queries.reading import Reading, of_family, reading
from trellis_web.frameworks.queries.search import search
from trellis_web.frameworks.queries.stays import stay_of
from trellis_web.frameworks.queries.successions import lineages


def open_version(request: HttpRequest, slug: str) -> Reading:
    """The version that the address names, as the signed-in person reads it; 404 otherwise."""
    actor = actor_of(request)
    found = of_family(visible(Version, to=actor), slug, request.GET.get("v", ""))
    today = timezone.localdate()
    stay = stay_of(actor, slug, today=today)
    return reading(get_object_or_404(found), standing(actor, today=today), stay)


@signed_in
def framework_list(request: HttpRequest) -> HttpResponse:
    """The families with something published; with `q`, the statements found in all of them."""
    actor = actor_of(request)
    words = request.GET.get("q", "").strip()[:200]
    reader = standing(actor, today=timezone.localdate())
    current = visible(Version, to=actor).filter(pk=F("family__current")).defer("text")
    readings = [
        reading(version, reader)
        for version in current.select_related("family").order_by("family__title")
    ]
    found = [(each, hits) for each in readings if (hits := search(each.version, words))]
    context = {"readings": readings, "mine": reader.family, "words": words, "found": found}
    return render(request, "frameworks/list.html", context)


@signed_in
def framework(request: HttpRequest, slug: str) -> HttpResponse:
    """One track as a table, the search in it, and the ways on from the reader's level."""
    opened = open_version(request, slug)
    track = track_of(opened.framework, request.GET.get("track", ""), opened.mine)
    levels = levels_of(track) if track else ()
    words = request.GET.get("q", "").strip()[:200]
    context = {
        "opened": opened,
        "only": request.GET.get("show") == "differences",
        "track": track,
        "levels": levels,
        "shown": shown_of(levels, request.GET.get("level", ""), opened.mine),
        "ways": ways(opened.framework, opened.mine) if opened.mine else (),
        "words": words,
        "hits": search(opened.version, words),
        "files": OFFERED,
        "versions": visible(Version, to=actor_of(request))
        .filter(family=opened.version.family)
        .defer("text"),
    }
    return render(request, "frameworks/framework.html", context)


@signed_in
def framework_cell(request: HttpRequest, slug: str, competency: str, level: str) -> HttpResponse:
    """One cell at its stable address: its sentences, examples and neighbours."""
    opened = open_version(request, slug)
    if competency not in opened.framework.competency or level not in opened.framework.levels:
        return _moved_cell(opened, competency, level)
    below, above = neighbours(opened.framework, competency, level)
    cell = opened.framework.cell(competency, level)
    context = {
        "opened": opened,
        "competency": opened.framework.competency[competency],
        "level": opened.framework.levels[level],
        "track": opened.framework.tracks[level],
        "cell": cell,
        "sentences": about(
            opened.version, cell.statements, to=actor_of(request), today=timezone.localdate()
        ),
        "form": QuestionForm(),
        "below": below,
        "above": above,
        "address": request.build_absolute_uri(request.path + opened.pin),
        "lineages": lineages(opened.version, [each.id for each in cell.statements]).values(),
    }
    return render(request, "frameworks/cell.html", context)


def _moved_cell(opened: Reading, competency: str, level: str) -> HttpResponse:
    """An old link leads to where most of what stood there is now; 404 where nothing ever did."""
    found = cell_now(opened.version, competency, level)
    if found is None:
        raise Http404
    return redirect("framework_cell", opened.version.family.slug, *found)


@signed_in
def framework_moves(request: HttpRequest, slug: str) -> HttpResponse:
    """How promotion works here: every move with what it asks, in words."""
    opened = open_version(request, slug)
    context = {"opened": opened, "ways": ways(opened.framework)}
    return render(request, "frameworks/moves.html", context)
