"""Who sees what went out of the house, and what runs for whom."""

from datetime import date

from django.db.models import Q

from trellis_web.access.queries import EVERYTHING, NOTHING, is_permitted, visible_by
from trellis_web.access.rules import Permission
from trellis_web.notices.models import ChatMessage, ChatRoom, Job, Mail, TimerRun
from trellis_web.people.models import Person


@visible_by(Mail)
def mails(actor: Person, today: date) -> Q:
    """All of it for those who look after it; pages never show a text."""
    return EVERYTHING if is_permitted(actor, Permission.NOTICE_MANAGE, today=today) else NOTHING


@visible_by(Job)
def jobs(actor: Person, today: date) -> Q:
    """Those that one waits for."""
    return Q(queued_by=actor)


@visible_by(TimerRun)
def timer_runs(actor: Person, today: date) -> Q:
    """As mail: whoever looks after what runs by itself."""
    return mails(actor, today)


@visible_by(ChatRoom)
def rooms(actor: Person, today: date) -> Q:
    """As mail; pages never show an address, because whoever has it may write there."""
    return mails(actor, today)


@visible_by(ChatMessage)
def chat_messages(actor: Person, today: date) -> Q:
    """As mail."""
    return mails(actor, today)
