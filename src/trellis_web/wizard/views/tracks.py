"""The sixth step: management beside the craft, and moves to other families."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from trellis.framework.model import Framework, Move
from trellis.library.adopt import lateral
from trellis.library.sizes import with_management
from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries import resolved
from trellis_web.wizard.forms.steps import TITLES, LateralForm, TracksForm
from trellis_web.wizard.queries import named_move
from trellis_web.wizard.rules import Step
from trellis_web.wizard.views.competencies import shelf
from trellis_web.wizard.views.levels import ladder_of
from trellis_web.wizard.views.opened import Opened, open_step, save, show

__all__ = ["laterals", "tracks"]


@permitted(Permission.FRAMEWORK_EDIT)
def tracks(request: HttpRequest, slug: str) -> HttpResponse:
    """How many management levels, which moves to other families stay."""
    opened = open_step(request, slug, Step.TRACKS)
    if isinstance(opened, HttpResponse):
        return opened
    form = _tracks_form(request, opened)
    if form.is_valid():
        done = save(request, opened, form, lambda: _changed(opened.framework, form))
        if done:
            return done
    targets = _targets(request, slug)
    return _page(request, opened, form, _lateral_form(opened, None, targets), targets)


@permitted(Permission.FRAMEWORK_EDIT)
def laterals(request: HttpRequest, slug: str) -> HttpResponse:
    """POST: one more move to a level of another family."""
    opened = open_step(request, slug, Step.TRACKS)
    if isinstance(opened, HttpResponse):
        return opened
    if request.method != "POST":
        return redirect("wizard_tracks", slug)
    targets = _targets(request, slug)
    form = _lateral_form(opened, request, targets)
    if form.is_valid():
        family, level = form.cleaned_data["end"].split("/", 1)
        move = lateral(opened.framework, form.cleaned_data["start"], targets[family], level)
        moves = (*opened.framework.moves, move)
        change = opened.framework.model_copy(update={"moves": moves})
        if save(request, opened, form, lambda: change):
            return redirect("wizard_tracks", slug)
    return _page(request, opened, _tracks_form(None, opened), form, targets)


def _laterals_of(framework: Framework) -> list[Move]:
    return [move for move in framework.moves if move.kind == "lateral"]


def _management(framework: Framework) -> int:
    return sum(len(track.levels) for track in framework.tracks if track.kind == "management")


def _changed(framework: Framework, form: TracksForm) -> Framework:
    kept = set(form.cleaned_data["kept"])
    moves = tuple(m for m in framework.moves if m.kind != "lateral" or m.id in kept)
    framework = framework.model_copy(update={"moves": moves})
    count = form.cleaned_data["management"]
    return framework if count == _management(framework) else with_management(framework, count)


def _tracks_form(request: HttpRequest | None, opened: Opened) -> TracksForm:
    return TracksForm(
        (request.POST or None) if request else None,
        laterals=_laterals_of(opened.framework),
        initial={**opened.initial, "management": _management(opened.framework)},
    )


def _targets(request: HttpRequest, slug: str) -> dict[str, Framework]:
    """Every family one can move to: the published ones, then the templates that are not here."""
    current = visible(Version, to=actor_of(request)).filter(
        pk__in=visible(Version, to=actor_of(request)).values("family__current")
    )
    found = {v.family.slug: resolved(v).framework for v in current.select_related("family")}
    return {name: each for name, each in {**shelf(), **found}.items() if name != slug}


def _lateral_form(
    opened: Opened, request: HttpRequest | None, targets: dict[str, Framework]
) -> LateralForm:
    starts = [(x.id, f"{x.id} {x.title}") for x in ladder_of(opened.framework)]
    ends = [
        (
            TITLES.get(name, each.title),
            [(f"{name}/{x.id}", f"{x.id} {x.title}") for x in ladder_of(each)],
        )
        for name, each in sorted(targets.items())
        if each.tracks
    ]
    data = request.POST if request else None
    return LateralForm(data, starts=starts, ends=ends, initial=opened.initial)


def _page(
    request: HttpRequest,
    opened: Opened,
    form: TracksForm,
    adding: LateralForm,
    targets: dict[str, Framework],
) -> HttpResponse:
    named = [named_move(m, opened.framework, targets) for m in opened.framework.moves]
    context = {
        "form": form,
        "adding": adding,
        "crossings": [each for each in named if each.kind in ("crossover", "return")],
        "laterals": [each for each in named if each.kind == "lateral"],
        "kept": set(form["kept"].value() or ()),
        "today": timezone.localdate(),
    }
    return show(request, opened, "tracks.html", context, form if form.is_bound else adding)
