"""The page on which a panel is set up: its forms, and who has finished."""

from dataclasses import dataclass

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from trellis.findings import BadInput
from trellis.library import vignettes as library
from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of
from trellis_web.people.models import Person
from trellis_web.validation.access import may_hold
from trellis_web.validation.forms import ExampleForm, PanelistForm, SubjectForm, TextForm
from trellis_web.validation.models import Panel
from trellis_web.validation.queries.asked import framework_of
from trellis_web.validation.queries.progress import progress


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of the page; at most one of them was sent."""

    panelist: PanelistForm
    example: ExampleForm
    text: TextForm
    subject: SubjectForm


def held_panel(request: HttpRequest, pk: int) -> Panel:
    """The panel, for those who hold it. Its panelists find nothing here."""
    actor = actor_of(request)
    rows = visible(Panel, to=actor).select_related("family__draft")
    found = get_object_or_404(rows, pk=pk)
    if not may_hold(actor, found.family, today=timezone.localdate()):
        raise Http404
    return found


def forms_of(request: HttpRequest, panel: Panel, *, sent: type[Form] | None = None) -> Forms:
    """The forms; the one of the class `sent` with what was sent."""
    levels = list(framework_of(panel).levels.values())
    people = visible(Person, to=actor_of(request)).order_by("name")
    people = people.filter(deactivated_at__isnull=True)

    chosen = panel.vignettes.filter(subject__isnull=False).values("subject")

    def data(form: type[Form]) -> dict[str, object]:
        return {"data": request.POST if form is sent else None, "auto_id": f"{form.__name__}-%s"}

    return Forms(
        PanelistForm(**data(PanelistForm), people=people),
        ExampleForm(
            **data(ExampleForm), levels=levels, examples=library.examples(panel.family.slug)
        ),
        TextForm(**data(TextForm), levels=levels),
        SubjectForm(**data(SubjectForm), levels=levels, people=people.exclude(pk__in=chosen)),
    )


def panel_page(
    request: HttpRequest,
    panel: Panel,
    forms: Forms,
    *,
    refused: BadInput | None = None,
    status: int = 200,
) -> HttpResponse:
    """Everything about a panel that is not closed."""
    today = timezone.localdate()
    context = {
        "panel": panel,
        "forms": forms,
        "seats": progress(panel, today=today),
        "vignettes": panel.vignettes.select_related("subject"),
        "refused": refused,
    }
    return render(request, "validation/panel.html", context, status=status)
