"""Setting up a panel, opening it, closing it: for those who hold it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trellis.findings import BadInput
from trellis.library import vignettes as library
from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in
from trellis_web.frameworks.models import Draft
from trellis_web.validation import actions
from trellis_web.validation.forms import (
    ExampleForm,
    PanelForm,
    PanelistForm,
    SubjectForm,
    TextForm,
)
from trellis_web.validation.models import Panel, Panelist, Vignette
from trellis_web.validation.views.pages import Forms, forms_of, held_panel, panel_page


@signed_in
def panel_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The panels about a draft; POST prepares the next one."""
    actor = actor_of(request)
    drafts = visible(Draft, to=actor).select_related("family")
    draft = get_object_or_404(drafts, family__slug=slug)
    form = PanelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = actions.prepare_panel(draft, **form.cleaned_data, by=actor, now=timezone.now())
        return redirect("panel", made.pk)
    held = visible(Panel, to=actor).filter(family=draft.family).select_related("opened_by")
    context = {
        "draft": draft,
        "form": PanelForm() if request.method != "POST" else form,
        "panels": held,
        "has_current": any(each.closed_at is None for each in held),
    }
    return render(request, "validation/panel_list.html", context)


@signed_in
@require_GET
def panel(request: HttpRequest, pk: int) -> HttpResponse:
    """A panel: being set up, or under way. A closed one shows its results."""
    found = held_panel(request, pk)
    if found.closed_at is not None:
        return redirect("panel_results", pk)
    return panel_page(request, found, forms_of(request, found))


@signed_in
@require_POST
def panelists(request: HttpRequest, pk: int) -> HttpResponse:
    """POST `person`, `group`: somebody who will be asked."""
    found = held_panel(request, pk)
    forms = forms_of(request, found, sent=PanelistForm)
    if not forms.panelist.is_valid():
        return panel_page(request, found, forms, status=422)
    sent = forms.panelist.cleaned_data
    added = actions.add_panelist(found, **sent, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Added %(name)s.") % {"name": added.person.name})
    return redirect("panel", pk)


@signed_in
@require_POST
def texts(request: HttpRequest, pk: int) -> HttpResponse:
    """POST `level`, `title`, `text`: a description of one's own."""
    found = held_panel(request, pk)
    forms = forms_of(request, found, sent=TextForm)
    if not forms.text.is_valid():
        return panel_page(request, found, forms, status=422)
    sent = forms.text.cleaned_data
    actions.add_vignette(found, **sent, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Added the description."))
    return redirect("panel", pk)


@signed_in
@require_POST
def examples(request: HttpRequest, pk: int) -> HttpResponse:
    """POST `level`, `example`: a description from the library."""
    found = held_panel(request, pk)
    forms = forms_of(request, found, sent=ExampleForm)
    if not forms.example.is_valid():
        return panel_page(request, found, forms, status=422)
    sent = forms.example.cleaned_data
    known = {each.id: each for each in library.examples(found.family.slug)}
    chosen = known[sent["example"]]
    actions.add_vignette(
        found,
        level=sent["level"],
        title=chosen.title,
        text=chosen.text,
        by=actor_of(request),
        now=timezone.now(),
    )
    messages.success(request, _("Added the description."))
    return redirect("panel", pk)


@signed_in
@require_POST
def subjects(request: HttpRequest, pk: int) -> HttpResponse:
    """POST `level`, `subject`: a real person."""
    found = held_panel(request, pk)
    forms = forms_of(request, found, sent=SubjectForm)
    if not forms.subject.is_valid():
        return panel_page(request, found, forms, status=422)
    sent = forms.subject.cleaned_data
    actions.add_vignette(found, **sent, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Added %(name)s.") % {"name": sent["subject"].name})
    return redirect("panel", pk)


@signed_in
@require_POST
def panelist_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: somebody is not asked after all."""
    seats = visible(Panelist, to=actor_of(request)).select_related("panel__family")
    seat = get_object_or_404(seats, pk=pk)
    actions.remove_panelist(seat, by=actor_of(request), now=timezone.now())
    return redirect("panel", seat.panel_id)


@signed_in
@require_POST
def vignette_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: something is not rated after all."""
    seen = visible(Vignette, to=actor_of(request)).select_related("panel__family")
    found = get_object_or_404(seen, pk=pk)
    actions.remove_vignette(found, by=actor_of(request), now=timezone.now())
    return redirect("panel", found.panel_id)


@signed_in
@require_POST
def opening(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: asks everybody. What is lacking answers 422, with a sentence each."""
    found = held_panel(request, pk)
    try:
        opened = actions.open_panel(found, by=actor_of(request), now=timezone.now())
    except BadInput as refused:
        forms: Forms = forms_of(request, found)
        return panel_page(request, found, forms, refused=refused, status=422)
    asked = opened.panelists.count()
    messages.success(request, _("Opened. %(n)d people were written to.") % {"n": asked})
    return redirect("panel", pk)


@signed_in
@require_POST
def closing(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: answers become figures and are deleted."""
    found = held_panel(request, pk)
    actions.close_panel(found, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Closed. The answers are counted and deleted."))
    return redirect("panel_results", pk)
