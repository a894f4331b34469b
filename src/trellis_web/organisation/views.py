"""The pages of what is switched on, and of what was agreed about personal data."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied, Permission, is_permitted
from trellis_web.access.views import actor_of, permitted
from trellis_web.organisation.actions import approve_switch, refuse_switch, switch_feature
from trellis_web.organisation.forms import SwitchForm
from trellis_web.organisation.models import Switch
from trellis_web.organisation.queries import groups, head_count, named, state
from trellis_web.organisation.rules import LARGE_FROM, Feature
from trellis_web.organisation.rules.agreement import agreement, readers, terms_of

LOG_ROWS = 50


@permitted(Permission.AGREEMENT_READ)
@require_GET
def organisation(request: HttpRequest) -> HttpResponse:
    """What is on and why, by group, and who switched what."""
    return _page(request)


def _page(request: HttpRequest, refusal: object = "", status: int = 200) -> HttpResponse:
    me, now = actor_of(request), state()
    seen = visible(Switch, to=me).select_related("asked_by", "settled_by")
    context: dict[str, Any] = {
        "people": head_count(),
        "large_from": LARGE_FROM,
        "is_large": now.people >= LARGE_FROM,
        "groups": groups(now, list(seen.filter(settled_at=None))),
        "log": named(seen[:LOG_ROWS]),
        "may_switch": is_permitted(me, Permission.ORGANISATION_MANAGE, today=timezone.localdate()),
        "refusal": refusal,
    }
    return render(request, "organisation/organisation.html", context, status=status)


@permitted(Permission.AGREEMENT_READ)
@require_GET
def agreement_page(request: HttpRequest) -> HttpResponse:
    """Each processing of personal data: purpose, readers, how long, and whether it is on."""
    now, words = state(), readers()
    entries = [
        {
            "processing": each,
            "readers": [words[reader] for reader in each.readers],
            "terms": terms_of(each),
            "is_on": each.switch is None or now.is_on(each.switch),
        }
        for each in agreement()
    ]
    return render(request, "organisation/agreement.html", {"entries": entries})


@permitted(Permission.ORGANISATION_MANAGE)
@require_POST
def switch_new(request: HttpRequest, feature: str) -> HttpResponse:
    """Switches a feature, or asks for it."""
    if feature not in list(Feature):
        raise Http404
    form = SwitchForm(request.POST)
    if not form.is_valid():
        told = _("Choose on or off, and give a reason of at most 500 characters.")
        return _page(request, told, 422)
    try:
        made = switch_feature(
            Feature(feature),
            is_on=form.cleaned_data["to"] == "on",
            reason=form.cleaned_data["reason"],
            by=actor_of(request),
            now=timezone.now(),
            today=timezone.localdate(),
        )
    except Denied as refused:
        return _page(request, refused.denial, 422)
    asked, done = _("Asked. Another HR administrator has to agree."), _("Switched.")
    messages.success(request, done if made.settled_at else asked)
    return redirect("organisation")


@permitted(Permission.ORGANISATION_MANAGE)
@require_POST
def switch_approval(request: HttpRequest, pk: int) -> HttpResponse:
    """The second person agrees."""
    me = actor_of(request)
    switch = get_object_or_404(visible(Switch, to=me), pk=pk)
    approve_switch(switch, by=me, now=timezone.now(), today=timezone.localdate())
    messages.success(request, _("Switched on."))
    return redirect("organisation")


@permitted(Permission.ORGANISATION_MANAGE)
@require_POST
def switch_refusal(request: HttpRequest, pk: int) -> HttpResponse:
    """The feature stays off."""
    me = actor_of(request)
    switch = get_object_or_404(visible(Switch, to=me), pk=pk)
    refuse_switch(switch, by=me, now=timezone.now(), today=timezone.localdate())
    messages.success(request, _("It stays off."))
    return redirect("organisation")
