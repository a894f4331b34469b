"""Making and ending the address of one's own calendar."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trellis_web.access.views import actor_of, signed_in
from trellis_web.notices.actions.calendars import make_calendar_link, revoke_calendar_link
from trellis_web.notices.queries import is_reminded


@signed_in
@require_POST
def calendar_new(request: HttpRequest) -> HttpResponse:
    """Shows the new address, this once: it is kept nowhere."""
    actor = actor_of(request)
    token = make_calendar_link(by=actor, now=timezone.now())
    address = request.build_absolute_uri(reverse("calendar", args=[token]))
    context = {"is_reminded": is_reminded(actor), "has_calendar": True, "address": address}
    return render(request, "notices/own.html", context)


@signed_in
@require_POST
def calendar_revocation(request: HttpRequest) -> HttpResponse:
    """Ends the address."""
    revoke_calendar_link(by=actor_of(request), now=timezone.now())
    messages.success(request, _("The calendar address holds no more."))
    return redirect("own_notices")
