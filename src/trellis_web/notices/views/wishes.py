"""The page on which somebody says what they want to be told."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trellis_web.access.views import actor_of, signed_in
from trellis_web.notices.actions.wishes import set_reminders
from trellis_web.notices.queries import has_calendar, is_reminded


@signed_in
@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """Reminders and the calendar of the person who is signed in."""
    actor = actor_of(request)
    context = {"is_reminded": is_reminded(actor), "has_calendar": has_calendar(actor)}
    return render(request, "notices/own.html", context)


@signed_in
@require_POST
def reminders(request: HttpRequest) -> HttpResponse:
    """Switches one's own reminders."""
    wanted = request.POST.get("wanted") == "yes"
    set_reminders(wanted=wanted, by=actor_of(request), now=timezone.now())
    said = _("You get reminders.") if wanted else _("You get no reminders any more.")
    messages.success(request, said)
    return redirect("own_notices")
