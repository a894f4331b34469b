"""The fourth step: the sentences, one competency at a time, each read by the linter."""

from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from trellis.framework.edit import Sentence, cell_of, set_statements, statements_of
from trellis.framework.model import Competency, Framework, Level
from trellis.framework.resolve import Expectation
from trellis.lint.statement import StatementReport, lint_statement
from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.wizard.actions import finish_step
from trellis_web.wizard.forms.steps import BehaviourForm
from trellis_web.wizard.queries import filled
from trellis_web.wizard.rules import Step
from trellis_web.wizard.views.opened import Opened, address_after, open_step, save, show


@permitted(Permission.FRAMEWORK_EDIT)
def behaviours(request: HttpRequest, slug: str) -> HttpResponse:
    """The competencies with what is still to write. POST: the step is finished."""
    opened = open_step(request, slug, Step.BEHAVIOURS)
    if isinstance(opened, HttpResponse):
        return opened
    form = BehaviourForm(cells={}, initial=opened.initial)
    rows = filled(opened.view)
    if request.method == "POST":
        finish_step(opened.draft.family, step=opened.step, by=actor_of(request), now=timezone.now())
        return redirect(*address_after(opened.step, slug))
    to_write = sum(row.cells - row.written for row in rows)
    return show(request, opened, "behaviours.html", {"rows": rows, "to_write": to_write}, form)


@permitted(Permission.FRAMEWORK_EDIT)
def behaviour(request: HttpRequest, slug: str, competency: str) -> HttpResponse:
    """One competency: a field for each level, with what the linter says about each sentence."""
    opened = open_step(request, slug, Step.BEHAVIOURS)
    if isinstance(opened, HttpResponse):
        return opened
    held = opened.view.competency.get(competency)
    if held is None:
        raise Http404
    cells = _cells(opened, held)
    form = BehaviourForm(request.POST or None, cells=cells, initial=opened.initial)
    if form.is_valid():
        done = save(request, opened, form, lambda: _written(opened.framework, held, form, cells))
        if done:
            return _after(slug, opened, competency)
    context = {"form": form, "competency": held, "rows": _rows(opened, form, cells)}
    return show(request, opened, "behaviour.html", context, form)


def _cells(opened: Opened, competency: Competency) -> dict[str, str]:
    """The sentences of each level that the competency holds for, one a line."""
    return {
        level.id: "\n".join(
            " ".join(s.text.split()) for s in opened.view.cell(competency.id, level.id).statements
        )
        if opened.view.cell(competency.id, level.id).expectation is not Expectation.AS_BELOW
        else ""
        for track, level in opened.framework.levels()
        if not competency.tracks or track.id in competency.tracks
    }


def _rows(
    opened: Opened, form: BehaviourForm, cells: dict[str, str]
) -> list[tuple[Level, BoundField, list[StatementReport]]]:
    """Each level with its field and what the linter says about its sentences."""
    language = opened.framework.language
    rows = []
    for level in cells:
        field = form[f"cell-{level}"]
        said = [
            lint_statement(line, language=language, glossary=tuple(opened.framework.glossary))
            for line in str(field.value() or "").splitlines()
            if line.strip()
        ]
        rows.append((opened.view.levels[level], field, said))
    return rows


def _written(
    framework: Framework, competency: Competency, form: BehaviourForm, before: dict[str, str]
) -> Framework:
    """Only levels whose lines changed; a line that stayed keeps its id, star and examples."""
    for level, text in before.items():
        lines = form.lines(level)
        if lines == text.splitlines():
            continue
        held = {" ".join(s.text.split()): s for s in statements_of(cell_of(competency, level))}
        free = [s for s in held.values() if " ".join(s.text.split()) not in lines]
        sentences = []
        for line in lines:
            old = held.get(line) or (free.pop(0) if free else None)
            sentences.append(
                Sentence(
                    text=line,
                    id=old.id if old else "",
                    is_starred=bool(old and old.star),
                    examples=old.examples if old else (),
                    texts=old.texts if old else {},
                )
            )
        framework = set_statements(framework, competency.id, level, sentences)
    return framework


def _after(slug: str, opened: Opened, competency: str) -> HttpResponse:
    """The next competency; after the last one, the list."""
    ids = [each.id for each in opened.view.competencies]
    following = ids[ids.index(competency) + 1 :]
    if following:
        return redirect("wizard_behaviour", slug, following[0])
    return redirect("wizard_behaviours", slug)
