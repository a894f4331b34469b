"""When a framework is looked at again, and what asks for it earlier."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis.findings import BadInput
from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in
from trellis_web.frameworks.access import Ability, abilities, require_ability
from trellis_web.frameworks.actions import (
    confirm_review,
    raise_trigger,
    set_rhythm,
    settle_trigger,
)
from trellis_web.frameworks.forms import RhythmForm, SettlementForm, TriggerForm
from trellis_web.frameworks.models import Draft, Family, Trigger
from trellis_web.frameworks.queries.due import due as due_of
from trellis_web.frameworks.rules import Conflict


def _family(request: HttpRequest, slug: str) -> Family:
    """A published family that the actor writes: whoever sees its drafts."""
    families = visible(Family, to=actor_of(request)).filter(current__isnull=False)
    family: Family = get_object_or_404(families.select_related("current"), slug=slug)
    if not abilities(actor_of(request), family, today=timezone.localdate()):
        raise Http404
    return family


def _require_decision(request: HttpRequest, family: Family) -> None:
    """Those who publish decide; others read why not, whatever they sent."""
    require_ability(actor_of(request), Ability.PUBLISH, family, today=timezone.localdate())


@signed_in
def due(request: HttpRequest, slug: str) -> HttpResponse:
    """When the framework is due, and what asked for it earlier."""
    return _page(request, _family(request, slug))


@signed_in
def rhythm(request: HttpRequest, slug: str) -> HttpResponse:
    """POST: how often the framework is looked at."""
    family, form = _family(request, slug), RhythmForm(request.POST)
    if request.method != "POST":
        return redirect("framework_due", slug)
    _require_decision(request, family)
    if not form.is_valid():
        return _page(request, family, rhythm=form, status=422)
    set_rhythm(family, by=actor_of(request), now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("framework_due", slug)


@signed_in
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """POST: it was looked at, and nothing has to change."""
    family = _family(request, slug)
    if request.method == "POST":
        try:
            confirm_review(family, by=actor_of(request), now=timezone.now())
        except BadInput as refused:
            return _page(request, family, refused=refused, status=422)
        messages.success(request, _("Noted: the framework stays as it is."))
    return redirect("framework_due", slug)


@signed_in
def triggers(request: HttpRequest, slug: str) -> HttpResponse:
    """POST: something happened for which the framework is looked at before its time."""
    family, form = _family(request, slug), TriggerForm(request.POST)
    if request.method != "POST":
        return redirect("framework_due", slug)
    if not form.is_valid():
        return _page(request, family, trigger=form, status=422)
    raise_trigger(family, by=actor_of(request), now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Noted. Owner and HR are reminded."))
    return redirect("framework_due", slug)


@signed_in
def settlement(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """POST: nothing has to change for it, with the reason."""
    family, form = _family(request, slug), SettlementForm(request.POST)
    rows = visible(Trigger, to=actor_of(request))
    trigger = get_object_or_404(rows, pk=pk, family=family)
    if request.method != "POST":
        return redirect("framework_due", slug)
    _require_decision(request, family)
    if not form.is_valid():
        return _page(request, family, settlement=form, status=422)
    try:
        settle_trigger(trigger, by=actor_of(request), now=timezone.now(), **form.cleaned_data)
    except Conflict as conflict:
        messages.error(request, str(conflict))
    else:
        messages.success(request, _("Settled."))
    return redirect("framework_due", slug)


def _page(
    request: HttpRequest,
    family: Family,
    refused: BadInput | None = None,
    status: int = 200,
    **sent: forms.Form,
) -> HttpResponse:
    today, actor = timezone.localdate(), actor_of(request)
    held = abilities(actor, family, today=today)
    context = {
        "family": family,
        "due": due_of([family], today=today)[family.pk],
        "triggers": visible(Trigger, to=actor)
        .filter(family=family)
        .select_related("raised_by", "settled_by", "settled_version"),
        "draft": visible(Draft, to=actor).filter(family=family).defer("text").first(),
        "decides": Ability.PUBLISH in held,
        "raises": Ability.STRUCTURE in held,
        "rhythm": sent.get("rhythm") or RhythmForm(initial={"months": family.review_months}),
        "trigger": sent.get("trigger") or TriggerForm(),
        "settlement": sent.get("settlement") or SettlementForm(),
        "form": next(iter(sent.values()), None),
        "refused": refused,
    }
    return render(request, "frameworks/due.html", context, status=status)
