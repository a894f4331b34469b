"""The pages of webhooks: which there are, and what became of each message."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trellis.findings import BadInput
from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.organisation.queries import is_on
from trellis_web.organisation.rules import Feature
from trellis_web.webhooks.actions.hooks import add_hook, remove_hook, repeat_delivery
from trellis_web.webhooks.forms import HookForm
from trellis_web.webhooks.models import Delivery, Hook
from trellis_web.webhooks.rules import SWITCHED_OFF

PAGE = 50


@permitted(Permission.NOTICE_MANAGE)
@require_http_methods(["GET", "POST"])
def hooks(request: HttpRequest) -> HttpResponse:
    """All webhooks; a POST adds one, and shows its secret this one time."""
    form = HookForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, form, status=422 if form.is_bound else 200)
    try:
        made = add_hook(**form.cleaned_data, by=actor_of(request), now=timezone.now())
    except BadInput as problem:
        form.add_error("url", str(problem))
        return _page(request, form, status=422)
    return _page(request, HookForm(), secret=made.secret)


@permitted(Permission.NOTICE_MANAGE)
@require_GET
def hook(request: HttpRequest, pk: int) -> HttpResponse:
    """What one is told of, and the log of its messages, newest first."""
    found = get_object_or_404(visible(Hook, to=actor_of(request)), pk=pk)
    log = visible(Delivery, to=actor_of(request)).filter(hook=found)
    page = Paginator(log, PAGE).get_page(request.GET.get("page"))
    return render(request, "webhooks/hook.html", {"hook": found, "page": page})


@permitted(Permission.NOTICE_MANAGE)
@require_POST
def hook_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Removes a webhook."""
    found = get_object_or_404(visible(Hook, to=actor_of(request)), pk=pk)
    remove_hook(found, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Removed the webhook."))
    return redirect("hook_list")


@permitted(Permission.NOTICE_MANAGE)
@require_POST
def repetition(request: HttpRequest, pk: int) -> HttpResponse:
    """Sends a message again."""
    found = get_object_or_404(visible(Delivery, to=actor_of(request)), pk=pk)
    repeat_delivery(found, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Queued the message again."))
    return redirect("hook", pk=found.hook_id)


def _page(
    request: HttpRequest, form: HookForm, *, secret: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "secret": secret,
        "hooks": visible(Hook, to=actor_of(request)),
        "off": "" if is_on(Feature.WEBHOOKS) else SWITCHED_OFF.sentence,
    }
    return render(request, "webhooks/hooks.html", context, status=status)
