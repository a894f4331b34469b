"""Notes on a card of the readiness board. They move nothing."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.insights.access import may_note
from trellis_web.insights.actions import write_note
from trellis_web.insights.forms import NoteForm
from trellis_web.insights.models import BoardNote
from trellis_web.people.models import Person


@permitted(Permission.INSIGHT_READ)
@require_http_methods(["GET", "HEAD", "POST"])
def board_notes(request: HttpRequest, pk: int) -> HttpResponse:
    """The notes about somebody, the newest first, and a further one."""
    actor, today = actor_of(request), timezone.localdate()
    person = get_object_or_404(visible(Person, to=actor, today=today), pk=pk)
    if not may_note(actor, person, today=today):
        raise Http404
    form = NoteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        text = form.cleaned_data["text"]
        write_note(about=person, text=text, by=actor, now=timezone.now(), today=today)
        messages.success(request, _("Noted. The card stays in its column."))
        return redirect("board_notes", person.pk)
    written = visible(BoardNote, to=actor, today=today).filter(person=person)
    context = {"person": person, "notes": written.select_related("written_by")[:100], "form": form}
    return render(request, "insights/notes.html", context, status=422 if form.is_bound else 200)
