"""The third step: which competencies, from the draft, the library, or one's own head."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse

from trellis import library
from trellis.framework.edit_outline import PartKind, add_competency, remove
from trellis.framework.load import load
from trellis.framework.model import Competency, Framework
from trellis.library.adopt import adopted
from trellis_web.access.rules import Permission
from trellis_web.access.views import permitted
from trellis_web.wizard.forms.steps import TITLES, CompetenciesForm
from trellis_web.wizard.queries import filled
from trellis_web.wizard.rules import Step, competencies_advice
from trellis_web.wizard.views.opened import open_step, save, show

SEPARATOR = ":"
Group = tuple[str, Any, list[tuple[str, Competency]]]
"""A family of the library, its title, and what it offers by key."""


@cache
def shelf() -> dict[str, Framework]:
    """The library, read once."""
    return {name: load(library.read(name), name) for name in library.names()}


@permitted(Permission.FRAMEWORK_EDIT)
def competencies(request: HttpRequest, slug: str) -> HttpResponse:
    """What is ticked stays or comes in; what is not goes."""
    opened = open_step(request, slug, Step.COMPETENCIES)
    if isinstance(opened, HttpResponse):
        return opened
    offers = _offers(opened.framework)
    form = CompetenciesForm(
        request.POST or None,
        held=[each.id for each in opened.framework.competencies],
        offers=[key for _name, _title, rows in offers for key, _competency in rows],
        initial=opened.initial,
    )
    if form.is_valid():
        done = save(request, opened, form, lambda: _chosen(opened.framework, form))
        if done:
            return done
    count = max((len(opened.view.expected(x)) for x in opened.view.levels), default=0)
    context = {
        "form": form,
        "held": filled(opened.view),
        "offers": offers,
        "ticked": set(form["chosen"].value() or ()),
        "count": count,
        "advice": competencies_advice(count),
    }
    return show(request, opened, "competencies.html", context, form)


def _offers(
    framework: Framework,
) -> list[Group]:
    """What the library has and the draft has not, by family; the family's own template first."""
    here = {each.id for each in framework.competencies}
    names = sorted(shelf(), key=lambda name: (name != framework.id, name))
    groups: list[Group] = []
    for name in names:
        rows = [
            (f"{name}{SEPARATOR}{each.id}", each)
            for each in shelf()[name].competencies
            if each.id not in here and "management" not in each.tracks
        ]
        here |= {each.id for _key, each in rows}
        if rows:
            groups.append((name, TITLES.get(name, name), rows))
    return groups


def _chosen(framework: Framework, form: CompetenciesForm) -> Framework:
    chosen = form.chosen()
    for gone in [each for each in form.held if each not in chosen]:
        framework = remove(framework, PartKind.COMPETENCY, gone)
    for key in sorted(each for each in chosen if SEPARATOR in each):
        name, competency = key.split(SEPARATOR, 1)
        framework = adopted(framework, shelf()[name], competency)
    title = form.cleaned_data["other"].strip()
    return add_competency(framework, title) if title else framework
