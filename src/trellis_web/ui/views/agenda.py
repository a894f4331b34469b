"""The agenda of a 1:1, for both who talk."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted, signed_in
from trellis_web.growth.actions import note_talk
from trellis_web.growth.forms.plans import TalkForm
from trellis_web.ui.queries.agenda import agenda_of, people_to_talk_with


@signed_in
@require_GET
def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """What the two talk about next."""
    return _page(request, pk, TalkForm(initial=_today(), today=timezone.localdate()))


@permitted(Permission.TEAM_READ)
@require_POST
def agenda_talks(request: HttpRequest, pk: int) -> HttpResponse:
    """They talked; the next agenda begins there."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    person = get_object_or_404(people_to_talk_with(actor, today=today), pk=pk)
    form = TalkForm(request.POST, today=today)
    if not form.is_valid():
        return _page(request, pk, form, status=422)
    note_talk(person, **form.cleaned_data, by=actor, now=now, today=today)
    messages.success(request, _("Noted. The next agenda begins there."))
    return redirect("agenda", pk=pk)


def _page(request: HttpRequest, pk: int, form: TalkForm, status: int = 200) -> HttpResponse:
    actor, today = actor_of(request), timezone.localdate()
    person = get_object_or_404(people_to_talk_with(actor, today=today), pk=pk)
    found = agenda_of(person, to=actor, today=today)
    context = {"agenda": found, "form": form, "today": today}
    return render(request, "ui/agenda.html", context, status=status)


def _today() -> dict[str, str]:
    return {"held_on": timezone.localdate().isoformat()}
