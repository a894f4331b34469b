"""The fifth step: what a promotion asks, and how many of today's people would meet it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from trellis.framework.model import Framework, Move
from trellis.framework.resolve import resolve
from trellis.library.promotions import differing, rules_of, with_promotions, with_rules
from trellis_web.access.rules import Permission
from trellis_web.access.views import permitted
from trellis_web.frameworks.queries.versions import blocks_at
from trellis_web.wizard.forms.steps import CriteriaForm
from trellis_web.wizard.queries import tried
from trellis_web.wizard.rules import Step
from trellis_web.wizard.views.opened import Opened, open_step, save, show


@permitted(Permission.FRAMEWORK_EDIT)
def criteria(request: HttpRequest, slug: str) -> HttpResponse:
    """The form, and the trial of what the draft says."""
    opened = open_step(request, slug, Step.CRITERIA)
    if isinstance(opened, HttpResponse):
        return opened
    framework = with_promotions(opened.framework)
    form = _form(request, opened, framework)
    if "trial" in request.POST:
        return _tried(request, opened, form, framework)
    if form.is_valid():
        done = save(request, opened, form, lambda: _ruled(framework, form))
        if done:
            return done
    context = {"form": form, "runs": tried(opened.view, today=timezone.localdate())}
    return show(request, opened, "criteria.html", context, form)


@permitted(Permission.FRAMEWORK_EDIT)
def trial(request: HttpRequest, slug: str) -> HttpResponse:
    """POST: the rules in the form tried on today's people, as a fragment; nothing is saved."""
    opened = open_step(request, slug, Step.CRITERIA)
    if isinstance(opened, HttpResponse):
        return opened
    if request.method != "POST":
        return redirect("wizard_criteria", slug)
    framework = with_promotions(opened.framework)
    return _tried(request, opened, _form(request, opened, framework), framework)


def _form(request: HttpRequest, opened: Opened, framework: Framework) -> CriteriaForm:
    rules = rules_of(framework)
    initial = {
        **opened.initial,
        "average": rules.average,
        "floor": rules.floor,
        "quarters": rules.quarters,
        "has_endorsement": rules.has_endorsement,
        "has_calibration": rules.has_calibration,
    }
    promotions: list[Move] = [move for move in framework.moves if move.kind == "promotion"]
    return CriteriaForm(
        request.POST or None,
        promotions=promotions,
        differing=differing(framework),
        initial=initial,
    )


def _ruled(framework: Framework, form: CriteriaForm) -> Framework:
    return with_rules(framework, form.rules(), form.scopes(), before=rules_of(framework))


def _tried(
    request: HttpRequest, opened: Opened, form: CriteriaForm, framework: Framework
) -> HttpResponse:
    """The trial alone for htmx; the whole page with what was typed for everyone else."""
    runs = None
    if form.is_valid():
        view = resolve(_ruled(framework, form), blocks_at(timezone.now()))
        runs = tried(view, today=timezone.localdate())
    context = {**opened.context, "form": form, "runs": runs, "is_trial": True}
    part = "wizard/_trial.html" if request.htmx else "wizard/criteria.html"  # type: ignore[attr-defined]
    return render(request, part, context, status=200 if runs is not None else 422)
