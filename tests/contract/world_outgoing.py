"""What the world of the contract sends: a letter, a room, a job, a calendar."""

from datetime import datetime

from django.db import transaction

from trellis_web.notices.actions import queue_mail
from trellis_web.notices.actions.calendars import make_calendar_link
from trellis_web.notices.actions.chat import add_room
from trellis_web.notices.actions.jobs import queue_job
from trellis_web.notices.models import Mail
from trellis_web.people.models import Person
from trellis_web.webhooks.models import Delivery, Hook

ROOM = "https://93.184.216.34/hook"


@transaction.atomic
def outgoing(owner: Person, hr: Person, *, now: datetime) -> dict[str, int | str]:
    """Keys of them all."""
    queue_mail(to=owner, subject="A letter", text="Hello", key="contract:letter", now=now)
    letter = Mail.objects.get(key="contract:letter")
    Mail.objects.filter(pk=letter.pk).update(taken_at=now)
    delivery = _delivery(hr, now)
    return {
        "hook": delivery.hook_id,
        "delivery": delivery.pk,
        "letter": letter.pk,
        "room": add_room(title="People team", url=ROOM, by=hr, now=now).pk,
        "job": queue_job(title="A job", by=hr, now=now).pk,
        "calendar": make_calendar_link(by=owner, now=now),
    }


def _delivery(hr: Person, now: datetime) -> Delivery:
    """A message of a webhook from a time when webhooks were on."""
    known = {"title": "Directory", "secret": "s" * 20, "tags": ["person:added"]}
    hook = Hook.objects.create(url=ROOM, added_at=now, added_by=hr, **known)
    when = {"happened_at": now, "due_at": now, "delivered_at": now, "status": 200}
    ids = {"person": hr.pk}
    return Delivery.objects.create(hook=hook, event=1, tag="person:added", ids=ids, **when)
