"""What goes out of the house, for those who look after it: letters that need a decision, chat."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trellis.findings import BadInput
from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.notices.actions.again import send_again
from trellis_web.notices.actions.chat import add_room, remove_room
from trellis_web.notices.forms import ChatRoomForm
from trellis_web.notices.models import ChatMessage, ChatRoom, Mail, TimerRun
from trellis_web.notices.queries import unsettled

SHOWN = 100


@permitted(Permission.NOTICE_MANAGE)
@require_GET
def outbox(request: HttpRequest) -> HttpResponse:
    """Letters that did not arrive for certain, rooms, and what ran by itself."""
    return _page(request, ChatRoomForm())


@permitted(Permission.NOTICE_MANAGE)
@require_POST
def rooms(request: HttpRequest) -> HttpResponse:
    """Adds a room. A problem shows the page with it, as 422."""
    form = ChatRoomForm(request.POST)
    if form.is_valid():
        try:
            add_room(**form.cleaned_data, by=actor_of(request), now=timezone.now())
        except BadInput as problem:
            form.add_error("url", str(problem))
        else:
            messages.success(request, _("Added the room."))
            return redirect("outbox")
    return _page(request, form, status=422)


@permitted(Permission.NOTICE_MANAGE)
@require_POST
def room_deletion(request: HttpRequest, pk: int) -> HttpResponse:
    """Removes a room."""
    room = get_object_or_404(visible(ChatRoom, to=actor_of(request)), pk=pk)
    remove_room(room, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Removed the room."))
    return redirect("outbox")


@permitted(Permission.NOTICE_MANAGE)
@require_POST
def mail_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Sends a letter again of which nobody knows whether it arrived."""
    mail = get_object_or_404(visible(Mail, to=actor_of(request)), pk=pk)
    send_again(mail, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Queued the letter again."))
    return redirect("outbox")


def _page(request: HttpRequest, form: ChatRoomForm, status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "form": form,
        "rooms": visible(ChatRoom, to=actor).select_related("added_by"),
        "said": visible(ChatMessage, to=actor).select_related("room")[:10],
        "mails": unsettled(visible(Mail, to=actor), now=timezone.now())[:SHOWN],
        "timers": visible(TimerRun, to=actor),
    }
    return render(request, "notices/outbox.html", context, status=status)
