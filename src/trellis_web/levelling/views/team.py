"""The levels of one's own team: what is still to be said, to whom, and that it was."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted, signed_in
from trellis_web.levelling import actions
from trellis_web.levelling.access import led_by
from trellis_web.levelling.forms import TalkForm
from trellis_web.levelling.models import Proposal
from trellis_web.levelling.queries.rounds import rows_of

URGENT = ("compared", "empty", "proposed", "confirmed", "told")
"""The order in which a manager has something to do."""


@permitted(Permission.TEAM_READ)
@require_GET
def team(request: HttpRequest) -> HttpResponse:
    """Those whom the actor leads now, in open rounds; first those with whom to talk."""
    actor, today = actor_of(request), timezone.localdate()
    mine = visible(Proposal, to=actor, today=today).filter(
        person__in=led_by(actor, today=today),
        person__deactivated_at__isnull=True,
        round__closed_at__isnull=True,
    )
    rows = rows_of(mine.select_related("person", "round"), to=actor, today=today)
    rows.sort(key=lambda row: URGENT.index(row.proposal.state))
    return render(request, "levelling/team.html", {"rows": rows, "form": TalkForm(auto_id=False)})


@signed_in
@require_POST
def talk(request: HttpRequest, pk: int) -> HttpResponse:
    """POST `is_talked`: the person was told, and the level is in force."""
    actor, today = actor_of(request), timezone.localdate()
    rows = visible(Proposal, to=actor).exclude(person=actor).select_related("person", "round")
    found = get_object_or_404(rows, pk=pk)
    if TalkForm(request.POST).is_valid():
        actions.tell(found, by=actor, now=timezone.now(), today=today)
        words = _("%(name)s has the level now and can read it.")
        messages.success(request, words % {"name": found.person.name})
    else:
        messages.error(request, _("Tick that you have talked in person first."))
    is_mine = led_by(actor, today=today).filter(person=found.person).exists()
    return redirect("levelling_team") if is_mine else redirect("levelling_proposal", pk)
