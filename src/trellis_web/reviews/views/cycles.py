"""Rounds: the list, the setting of a draft, the launch check, the opening, the close."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission, is_permitted
from trellis_web.access.views import actor_of, permitted, signed_in
from trellis_web.frameworks.models import Family
from trellis_web.notices.actions.jobs import queue_job
from trellis_web.people.models import Person
from trellis_web.reviews.actions import change_cycle, close_cycle, create_cycle, open_cycle
from trellis_web.reviews.forms import CycleForm, setting_of
from trellis_web.reviews.models import Cycle
from trellis_web.reviews.queries import entrants, launch_notes, problems_of
from trellis_web.reviews.queries.workload import workload_of
from trellis_web.reviews.rules import Refused, Unlaunchable, Unsettable
from trellis_web.reviews.rules.templates import templates
from trellis_web.reviews.tasks import open_round
from trellis_web.reviews.views.board import board_page
from trellis_web.reviews.views.exemptions import cycle_for, noted

PAGE = 50
AT_ONCE = 300
"""A round of more people is opened by a job, while a page says how far it is."""


@signed_in
def cycle_list(request: HttpRequest) -> HttpResponse:
    """The rounds that the actor takes part in or manages, the latest first."""
    cycles = visible(Cycle, to=actor_of(request)).prefetch_related("families")
    shown = Paginator(cycles.order_by("-to_on", "-pk"), PAGE).get_page(request.GET.get("page"))
    context = {"cycles": shown, "can_manage": _may_manage(request)}
    return render(request, "reviews/cycles.html", context)


def _may_manage(request: HttpRequest) -> bool:
    return is_permitted(actor_of(request), Permission.CYCLE_MANAGE, today=timezone.localdate())


@permitted(Permission.CYCLE_MANAGE)
def cycle_new(request: HttpRequest) -> HttpResponse:
    """A form for a new round, from a template; it stays a draft until it is opened."""
    template = templates().get(request.GET.get("template", ""))
    initial = template.initial(today=timezone.localdate()) if template else {}
    form = _form(request, initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_cycle(**form.cleaned_data, by=actor_of(request), now=timezone.now())
        except Refused as refused:
            _explain(form, refused)
        else:
            messages.success(request, _("Set up %(title)s.") % {"title": made.title})
            return redirect("cycle", made.pk)
    context = {"form": form, "templates": templates().values(), "template": template}
    return render(request, "reviews/cycle_new.html", context, status=422 if form.errors else 200)


@permitted(Permission.CYCLE_MANAGE)
def setting(request: HttpRequest, pk: int) -> HttpResponse:
    """The same form for a draft that is there."""
    found = cycle_for(request, pk)
    form = _form(request, setting_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            change_cycle(found, **form.cleaned_data, by=actor_of(request), now=timezone.now())
        except Refused as refused:
            _explain(form, refused)
        else:
            messages.success(request, _("Changed the setting."))
            return redirect("cycle", pk)
    context = {"form": form, "cycle": found}
    return render(request, "reviews/cycle_new.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, initial: dict[str, Any]) -> CycleForm:
    actor = actor_of(request)
    return CycleForm(
        request.POST or None,
        initial=initial,
        families=visible(Family, to=actor),
        people=visible(Person, to=actor),
    )


def _explain(form: CycleForm, refused: Refused) -> None:
    faults = refused.faults if isinstance(refused, Unsettable) else {}
    for field, sentence in faults.items():
        form.add_error(field, sentence)
    if not faults:
        form.add_error(None, str(refused.denial.sentence))


@signed_in
def cycle(request: HttpRequest, pk: int) -> HttpResponse:
    """A round: launch check while it is a draft, then its board; participants see its dates."""
    found = cycle_for(request, pk)
    if not found.opened_at:
        return _draft_page(request, found)
    if is_permitted(actor_of(request), Permission.REVIEW_READ, today=timezone.localdate()):
        return board_page(request, found)
    return render(request, "reviews/cycle.html", {"cycle": found})


@permitted(Permission.CYCLE_MANAGE)
@require_POST
def opening(request: HttpRequest, pk: int) -> HttpResponse:
    """Opens a round. Problems answer 422 with the launch check."""
    found, now = cycle_for(request, pk), timezone.now()
    if len(entrants(found, today=timezone.localdate(now))) > AT_ONCE:
        return _open_later(request, found)
    try:
        open_cycle(found, by=actor_of(request), now=now, today=timezone.localdate(now))
    except Unlaunchable as refused:
        return _draft_page(request, found, refused)
    except Refused as refused:
        messages.error(request, refused.denial.sentence)
    else:
        messages.success(request, _("Opened %(title)s.") % {"title": found.title})
    return redirect("cycle", pk)


def _open_later(request: HttpRequest, found: Cycle) -> HttpResponse:
    """The same as a job; its page says how far it is."""
    by, address = actor_of(request), reverse("cycle", args=[found.pk])
    title = _("Open %(title)s") % {"title": found.title}
    job = queue_job(title=title, address=address, by=by, now=timezone.now())
    open_round.enqueue(job.pk, found.pk, by.pk)
    return redirect("job", job.pk)


@permitted(Permission.CYCLE_MANAGE)
@require_POST
def closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a round that is released."""
    found = cycle_for(request, pk)
    try:
        close_cycle(found, by=actor_of(request), now=timezone.now())
    except Refused as refused:
        messages.error(request, refused.denial.sentence)
    else:
        messages.success(request, _("Closed %(title)s.") % {"title": found.title})
    return redirect("cycle", pk)


def _draft_page(
    request: HttpRequest, found: Cycle, refused: Unlaunchable | None = None
) -> HttpResponse:
    """The launch check with what the round would ask of whom."""
    now = timezone.now()
    people = entrants(found, today=timezone.localdate(now))
    context = {
        "cycle": found,
        "can_manage": True,
        "refused": refused.denial if refused else None,
        "problems": problems_of(found, people, now=now),
        "notes": launch_notes(found, people, now=now),
        "workload": workload_of(found, people),
        "exemptions": noted(request, found),
        "families": found.families.all(),
        "units": found.units.all(),
    }
    status = refused.status if refused else 200
    return render(request, "reviews/cycle_draft.html", context, status=status)
