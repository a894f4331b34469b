"""What every step begins with: the family, its draft, the framework in it, and the ways to save."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis.findings import BadInput
from trellis.framework.model import Framework
from trellis.framework.resolve import ResolvedFramework
from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of
from trellis_web.frameworks.models import Draft, Family
from trellis_web.frameworks.queries.drafts import read_text
from trellis_web.frameworks.rules import Conflict
from trellis_web.wizard.actions import save_step
from trellis_web.wizard.queries import Progress, progress_of
from trellis_web.wizard.rules import TASKS, Step, Task, next_step

Page = Callable[[HttpRequest, "Opened"], HttpResponse]


@dataclass
class Opened:
    """A step of a family's wizard, opened by somebody who may."""

    step: Step
    progress: Progress
    draft: Draft
    view: ResolvedFramework

    @property
    def framework(self) -> Framework:
        """What the draft says."""
        return self.view.framework

    @property
    def initial(self) -> dict[str, Any]:
        """What every form of the step begins with."""
        return {"revision": self.draft.revision}

    @property
    def context(self) -> dict[str, Any]:
        """What every template of the step needs."""
        return {
            "progress": self.progress,
            "draft": self.draft,
            "framework": self.framework,
            "here": self.step,
            "task": task_of(self.step),
            "number": list(Step).index(self.step) + 1,
        }


def task_of(step: Step) -> Task:
    """The words of a step."""
    return next(task for task in TASKS if task.step is step)


def family_of(request: HttpRequest, slug: str) -> Family:
    """The family, if the actor may see it."""
    return get_object_or_404(visible(Family, to=actor_of(request)), slug=slug)


def open_step(request: HttpRequest, slug: str, step: Step) -> "Opened | HttpResponse":
    """The step with the draft; the overview, with a sentence, where there is no draft."""
    family = family_of(request, slug)
    (progress,) = progress_of([family], to=actor_of(request))
    if progress.draft is None:
        messages.info(
            request, _("There is no draft at the moment. Start the next one to change it.")
        )
        return redirect("wizard", slug)
    view = read_text(progress.draft.text, family, now=timezone.now())
    return Opened(step, progress, progress.draft, view)


def save(
    request: HttpRequest, opened: Opened, form: Form, change: Callable[[], Framework]
) -> HttpResponse | None:
    """Saves what the form says and goes to the next step; None, with the reason in the form, where
    it cannot be."""
    try:
        save_step(
            opened.draft,
            step=opened.step,
            framework=change(),
            revision=form.cleaned_data["revision"],
            by=actor_of(request),
            now=timezone.now(),
        )
    except BadInput as refused:
        for finding in refused.findings:
            form.add_error(None, str(finding))
        return None
    except Conflict as conflict:
        form.add_error(None, str(conflict))
        form.data = {**request.POST.dict(), "revision": conflict.theirs.revision}
        return None
    messages.success(request, _("Saved: %(step)s.") % {"step": task_of(opened.step).title})
    return redirect(*address_after(opened.step, opened.draft.family.slug))


def address_after(step: Step, slug: str) -> tuple[str, str]:
    """The name and argument of the page that comes after a step."""
    following = next_step(step)
    return (f"wizard_{following}" if following else "wizard", slug)


def show(
    request: HttpRequest, opened: Opened, template: str, context: dict[str, Any], form: Form
) -> HttpResponse:
    """The page of a step; 422 where the form was refused."""
    status = 422 if form.is_bound else 200
    return render(request, f"wizard/{template}", {**opened.context, **context}, status=status)
