"""What the organisation's chat is told of rounds: a title and a link, no name, no outcome."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis_web.audit.models import Event
from trellis_web.notices.actions.chat import queue_chat
from trellis_web.reviews.models import Cycle


def announce_opened(events: Sequence[Event]) -> None:
    """A round was opened."""
    for each in events:
        _tell(_cycle(each), "opened", _("“%(title)s” has begun: %(link)s"), each.at)


def announce_released(events: Sequence[Event]) -> None:
    """Results can be read. Those that wait for a talk are told by the talk, not by the chat."""
    for each in events:
        cycle = _cycle(each)
        if not cycle.is_told_first:
            words = _("Results of “%(title)s” can be read: %(link)s")
            _tell(cycle, f"released:{each.pk}", words, each.at)


@transaction.atomic
def announce_due(*, now: datetime) -> None:
    """For the timer: the rounds whose last day is tomorrow."""
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    open_ = Cycle.objects.filter(opened_at__isnull=False, released_at__isnull=True)
    for each in open_.filter(due_on=tomorrow):
        _tell(each, "due", _("Tomorrow is the last day of “%(title)s”: %(link)s"), now)


def _cycle(event: Event) -> Cycle:
    return Cycle.objects.get(pk=event.payload["cycle"])


def _tell(cycle: Cycle, occasion: str, words: str, now: datetime) -> None:
    link = f"{settings.SITE_URL}{reverse('review_list')}"
    text = words % {"title": cycle.title, "link": link}
    queue_chat(text=text, key=f"cycle:{cycle.pk}:{occasion}", now=now)
