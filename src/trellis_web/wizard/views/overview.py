"""The list of frameworks that are being set up, the seven tasks of one, and a new one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis.findings import BadInput
from trellis.library.sizes import Size
from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.frameworks.models import Family
from trellis_web.wizard.actions import start_framework
from trellis_web.wizard.forms.steps import ScopeForm
from trellis_web.wizard.queries import progress_of
from trellis_web.wizard.views.opened import family_of


@permitted(Permission.FRAMEWORK_EDIT)
def overview(request: HttpRequest) -> HttpResponse:
    """Every family with how far it is set up; with none, the first step."""
    families = visible(Family, to=actor_of(request))
    rows = progress_of(families, to=actor_of(request))
    if not rows:
        return redirect("wizard_new")
    return render(request, "wizard/overview.html", {"rows": rows})


@permitted(Permission.FRAMEWORK_EDIT)
def scope(request: HttpRequest) -> HttpResponse:
    """The first step: one family, a template, a size."""
    form = ScopeForm(request.POST or None)
    if form.is_valid():
        sent = form.cleaned_data
        try:
            draft = start_framework(
                template=sent["template"],
                title=sent["title"],
                size=Size(sent["size"]),
                by=actor_of(request),
                now=timezone.now(),
            )
        except BadInput as refused:
            form.add_error("title", str(refused))
        else:
            messages.success(request, _("Started %(title)s.") % {"title": draft.family.title})
            return redirect("wizard_levels", draft.family.slug)
    status = 422 if form.is_bound else 200
    return render(request, "wizard/scope.html", {"form": form}, status=status)


@permitted(Permission.FRAMEWORK_EDIT)
def tasks(request: HttpRequest, slug: str) -> HttpResponse:
    """The seven steps of one family, each with its state and its time."""
    family = family_of(request, slug)
    (progress,) = progress_of([family], to=actor_of(request))
    return render(request, "wizard/tasks.html", {"progress": progress})
