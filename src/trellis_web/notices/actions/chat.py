"""The chat: which rooms there are, and what is said in them."""

from collections.abc import Iterator
from datetime import datetime
from http.client import HTTPException

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis.findings import BadInput
from trellis_web.access.rules import Permission, require
from trellis_web.audit.actions import record
from trellis_web.notices.actions.outgoing import post_json
from trellis_web.notices.events import ChatRoomAdded, ChatRoomRemoved
from trellis_web.notices.models import ChatMessage, ChatRoom
from trellis_web.notices.rules.outgoing import Refused, target_of
from trellis_web.people.models import Person


@transaction.atomic
def add_room(*, title: str, url: str, by: Person, now: datetime) -> ChatRoom:
    """A room that is told of rounds from now on. Raises `BadInput` for an address that is refused
    or taken."""
    require(by, Permission.NOTICE_MANAGE, today=timezone.localdate(now))
    try:
        target_of(url)
    except Refused as refused:
        raise BadInput.at(refused.denial.code, _("the address"), str(refused.denial)) from refused
    if ChatRoom.objects.filter(url=url).exists():
        raise BadInput.at("room-taken", _("the address"), _("This room is there already."))
    room = ChatRoom.objects.create(title=title, url=url, added_at=now, added_by=by)
    record(ChatRoomAdded(room.pk, title), by=by, at=now)
    return room


@transaction.atomic
def remove_room(room: ChatRoom, *, by: Person, now: datetime) -> None:
    """Nothing more is said there."""
    require(by, Permission.NOTICE_MANAGE, today=timezone.localdate(now))
    record(ChatRoomRemoved(room.pk, room.title), by=by, at=now)
    room.delete()


def queue_chat(*, text: str, key: str, now: datetime) -> None:
    """Stores a text for every room, in the caller's transaction; once for each `key`.

    The text holds a link, and neither a name of a person nor an outcome.
    """
    rows = [ChatMessage(room=r, key=key, text=text, queued_at=now) for r in ChatRoom.objects.all()]
    ChatMessage.objects.bulk_create(rows, ignore_conflicts=True)


def send_chat(*, now: datetime) -> int:
    """Says what is queued, each at most once: it is taken before it is sent. How many."""
    return sum(_said(each, now) for each in _taken(now))


def _taken(now: datetime) -> Iterator[ChatMessage]:
    waiting = ChatMessage.objects.filter(taken_at__isnull=True)
    for key in list(waiting.order_by("pk").values_list("pk", flat=True)[:100]):
        with transaction.atomic(durable=True):
            mine = waiting.filter(pk=key).update(taken_at=now)
        if mine:
            yield ChatMessage.objects.select_related("room").get(pk=key)


def _said(message: ChatMessage, now: datetime) -> bool:
    reason = _failure(message)
    with transaction.atomic(durable=True):
        told = {"failed_at": now, "reason": reason[:300]} if reason else {"sent_at": now}
        ChatMessage.objects.filter(pk=message.pk).update(**told)
    return not reason


def _failure(message: ChatMessage) -> str:
    """Why it was not said; empty when it was. The address is a secret, and is not named."""
    try:
        status = post_json(message.room.url, {"text": message.text})
    except Refused as refused:
        return str(refused.denial)
    except (OSError, HTTPException) as error:
        return type(error).__name__
    if 200 <= status < 300:
        return ""
    return _("The room answered with %(status)d.") % {"status": status}
