"""Growth plans: read, started from the gaps of a move, agreed, ended."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trellis_web.access.rules import Denied
from trellis_web.access.views import actor_of, signed_in
from trellis_web.growth import actions
from trellis_web.growth.forms.plans import DroppingForm, ProposalForm
from trellis_web.growth.rules.plans import NOT_OF_THEM, NOTHING_TO_DO
from trellis_web.people.models import Person
from trellis_web.ui.queries.plans import PlanPage, people_with_plans, plan_page, plans_of


@signed_in
@require_GET
def plan(request: HttpRequest) -> HttpResponse:
    """My own plan."""
    return _page(request, actor_of(request))


@signed_in
@require_GET
def person_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan of somebody whose plan I may read."""
    return _page(request, _person(request, pk))


@signed_in
@require_http_methods(["GET", "POST"])
def plan_new(request: HttpRequest, pk: int) -> HttpResponse:
    """One action proposed for each gap of a move, to change, take or leave."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    page = _open(request, _person(request, pk), wanted=request.GET.get("to", ""))
    if not page.may_write:
        raise Denied(NOT_OF_THEM)
    if page.home.way is None:
        raise Http404
    forms = _forms(request, page)
    if request.method == "POST" and not [each for each in forms if not each.is_valid()]:
        tasks = [form.task for form in forms if form.task]
        move, family = page.home.way.journey.move.id, page.home.way.family
        if tasks or (page.card and page.card.open):
            actions.start_plan(
                page.person, family=family, move=move, tasks=tasks, by=actor, now=now, today=today
            )
            messages.success(request, _("Started the plan."))
            return redirect("person_plan", pk=pk)
        messages.error(request, str(NOTHING_TO_DO))
    status = 422 if request.method == "POST" else 200
    return render(request, "ui/plan_new.html", {"page": page, "forms": forms}, status=status)


@signed_in
@require_POST
def plan_agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """The manager agrees to the plan as it stands."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    found = get_object_or_404(plans_of(actor, today=today), pk=pk)
    actions.agree_plan(found, by=actor, now=now, today=today)
    messages.success(request, _("Agreed to the plan of %(name)s.") % {"name": found.person.name})
    return redirect("person_plan", pk=found.person_id)


@signed_in
@require_POST
def plan_end(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan is over, and kept."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    found = get_object_or_404(plans_of(actor, today=today), pk=pk)
    actions.end_plan(found, by=actor, now=now, today=today)
    messages.success(request, _("Ended the plan. It stays readable here."))
    return redirect("person_plan", pk=found.person_id)


def _person(request: HttpRequest, pk: int) -> Person:
    return get_object_or_404(
        people_with_plans(actor_of(request), today=timezone.localdate()), pk=pk
    )


def _open(request: HttpRequest, person: Person, *, wanted: str) -> PlanPage:
    actor, today = actor_of(request), timezone.localdate()
    try:
        return plan_page(person, to=actor, wanted=wanted, today=today)
    except LookupError:
        raise Http404 from None


def _page(request: HttpRequest, person: Person) -> HttpResponse:
    page = _open(request, person, wanted="")
    today = timezone.localdate()
    context = {"page": page, "today": today, "dropping": DroppingForm(auto_id=False)}
    return render(request, "ui/plan.html", context)


def _forms(request: HttpRequest, page: PlanPage) -> list[ProposalForm]:
    """A form for each proposal that no open action speaks about already."""
    planned = page.card.planned if page.card else frozenset()
    return [
        ProposalForm(
            request.POST if request.method == "POST" else None,
            prefix=each.competency,
            name=each.name,
            tag=each.tag,
            is_opportunity=each.is_opportunity,
            today=timezone.localdate(),
            initial={"text": each.text, "due_on": each.due_on.isoformat(), "take": True},
        )
        for each in page.proposed
        if each.competency not in planned
    ]
