"""Single actions of a plan: added, changed, done, dropped."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied
from trellis_web.access.views import actor_of, signed_in
from trellis_web.growth import actions
from trellis_web.growth.forms.plans import ActionForm, DroppingForm, NewActionForm
from trellis_web.growth.models import PlanAction
from trellis_web.growth.queries.tags import tags_for
from trellis_web.growth.rules.plans import why_not_settled, why_not_written
from trellis_web.people.models import Person
from trellis_web.ui.queries.plans import plans_of


@signed_in
@require_http_methods(["GET", "POST"])
def plan_action_new(request: HttpRequest, pk: int) -> HttpResponse:
    """One more thing to do."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    plan = get_object_or_404(plans_of(actor, today=today), pk=pk)
    if denial := why_not_written(plan, actor, today=today):
        raise Denied(denial)
    form = NewActionForm(
        request.POST if request.method == "POST" else None,
        offered=tags_for(plan.person, today=today),
        actor=actor,
        today=today,
    )
    if form.is_valid():
        actions.add_action(plan, task=form.task, by=actor, now=now, today=today)
        messages.success(request, _("Added."))
        return redirect("person_plan", pk=plan.person_id)
    context = {"form": form, "person": plan.person, "is_own": plan.person_id == actor.pk}
    return render(request, "ui/plan_action.html", context, status=422 if form.is_bound else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def plan_action(request: HttpRequest, pk: int) -> HttpResponse:
    """Other words, another day."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    action = _action(actor, pk)
    if denial := why_not_settled(action, action.plan, actor, today=today):
        raise Denied(denial)
    form = _form(request, action, actor)
    if form.is_valid():
        actions.change_action(action, **form.cleaned_data, by=actor, now=now, today=today)
        messages.success(request, _("Saved."))
        return redirect("person_plan", pk=action.plan.person_id)
    person = action.plan.person
    context = {
        "form": form,
        "action": action,
        "dropping": DroppingForm(),
        "person": person,
        "is_own": person == actor,
    }
    return render(request, "ui/plan_action.html", context, status=422 if form.is_bound else 200)


@signed_in
@require_POST
def plan_action_completion(request: HttpRequest, pk: int) -> HttpResponse:
    """It is done."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    action = _action(actor, pk)
    actions.complete_action(action, by=actor, now=now, today=today)
    messages.success(request, _("Done: %(text)s") % {"text": action.text})
    return redirect("person_plan", pk=action.plan.person_id)


@signed_in
@require_POST
def plan_action_withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """It is not going to be done, with the reason."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    action = _action(actor, pk)
    dropping = DroppingForm(request.POST)
    if dropping.is_valid():
        reason = dropping.cleaned_data["reason"]
        actions.drop_action(action, reason=reason, by=actor, now=now, today=today)
        messages.success(request, _("Dropped. It stays readable in the plan."))
        return redirect("person_plan", pk=action.plan.person_id)
    context = {
        "form": ActionForm(initial=_stored(action), actor=actor, today=today),
        "action": action,
        "dropping": dropping,
        "person": action.plan.person,
        "is_own": action.plan.person == actor,
    }
    return render(request, "ui/plan_action.html", context, status=422)


def _action(actor: Person, pk: int) -> PlanAction:
    rows = visible(PlanAction, to=actor, today=timezone.localdate())
    return get_object_or_404(rows.select_related("plan__person", "mentor"), pk=pk)


def _form(request: HttpRequest, action: PlanAction, actor: Person) -> ActionForm:
    data = request.POST if request.method == "POST" else None
    return ActionForm(data, initial=_stored(action), actor=actor, today=timezone.localdate())


def _stored(action: PlanAction) -> dict[str, object]:
    return {
        "text": action.text,
        "kind": action.kind,
        "due_on": action.due_on,
        "mentor": action.mentor.email if action.mentor else "",
    }
