"""The second step: how many levels, their names, their scope."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from trellis.framework.model import Framework, Level
from trellis.library.sizes import individual, with_levels
from trellis_web.access.rules import Permission
from trellis_web.access.views import permitted
from trellis_web.wizard.forms.steps import CountForm, LevelsForm
from trellis_web.wizard.queries import statements_above
from trellis_web.wizard.rules import Step, levels_advice
from trellis_web.wizard.views.opened import Opened, open_step, save, show


def ladder_of(framework: Framework) -> list[Level]:
    """The levels of the craft, lowest first."""
    return sorted(individual(framework).levels, key=lambda level: level.rank)


@permitted(Permission.FRAMEWORK_EDIT)
def levels(request: HttpRequest, slug: str) -> HttpResponse:
    """Titles and scopes of all levels, of management too."""
    opened = open_step(request, slug, Step.LEVELS)
    if isinstance(opened, HttpResponse):
        return opened
    every = [level for _track, level in opened.framework.levels()]
    form = LevelsForm(request.POST or None, levels=every, initial=opened.initial)
    if form.is_valid():
        done = save(request, opened, form, lambda: _renamed(opened.framework, form))
        if done:
            return done
    return _page(request, opened, form, CountForm(initial=_count(opened)))


@permitted(Permission.FRAMEWORK_EDIT)
def count(request: HttpRequest, slug: str) -> HttpResponse:
    """POST: more or fewer levels. Sentences are taken out only when somebody says so."""
    opened = open_step(request, slug, Step.LEVELS)
    if isinstance(opened, HttpResponse):
        return opened
    if request.method != "POST":
        return redirect("wizard_levels", slug)
    form = CountForm(request.POST)
    if form.is_valid() and _loses_nothing(opened.framework, form):
        number = form.cleaned_data["count"]
        if save(request, opened, form, lambda: with_levels(opened.framework, number)):
            return redirect("wizard_levels", slug)
    every = [level for _track, level in opened.framework.levels()]
    return _page(request, opened, LevelsForm(levels=every, initial=opened.initial), form)


def _count(opened: Opened) -> dict[str, int]:
    return {**opened.initial, "count": len(ladder_of(opened.framework))}


def _loses_nothing(framework: Framework, form: CountForm) -> bool:
    """Whether the form may take levels out; where not, it says what would be lost."""
    gone = [level.id for level in ladder_of(framework)[form.cleaned_data["count"] :]]
    sentences = statements_above(framework, gone)
    if not sentences or form.cleaned_data["is_sure"]:
        return True
    form.add_error(
        "is_sure",
        _("%(levels)s would go with %(n)d sentences. Tick this to take them out.")
        % {"levels": ", ".join(gone), "n": sentences},
    )
    return False


def _renamed(framework: Framework, form: LevelsForm) -> Framework:
    tracks = tuple(
        track.model_copy(update={"levels": tuple(form.changed(level) for level in track.levels)})
        for track in framework.tracks
    )
    return framework.model_copy(update={"tracks": tracks})


def _page(
    request: HttpRequest, opened: Opened, form: LevelsForm, counting: CountForm
) -> HttpResponse:
    number = len(ladder_of(opened.framework))
    context = {
        "form": form,
        "counting": counting,
        "level_count": number,
        "advice": levels_advice(number),
    }
    return show(request, opened, "levels.html", context, form if form.is_bound else counting)
