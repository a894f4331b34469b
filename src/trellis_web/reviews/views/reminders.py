"""HR reminds everyone who has something to write in a round."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.reviews.actions.reminders import remind_round
from trellis_web.reviews.rules import Conflict
from trellis_web.reviews.views.exemptions import cycle_for


@permitted(Permission.CYCLE_MANAGE)
@require_POST
def reminders(request: HttpRequest, pk: int) -> HttpResponse:
    """Writes to them; told once more on the same day, it says so."""
    found = cycle_for(request, pk)
    try:
        n = remind_round(found, by=actor_of(request), now=timezone.now())
    except Conflict as conflict:
        messages.error(request, str(conflict))
    else:
        words = ngettext("Reminded %(n)d person.", "Reminded %(n)d people.", n)
        messages.success(request, words % {"n": n})
    return redirect("cycle", pk)
