"""Reminding authors: by the clock, and once a day by HR. One letter for each person."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trellis_web.access.rules import Denial, Permission, require
from trellis_web.audit.actions import record
from trellis_web.notices.actions import Letter, queue_mails
from trellis_web.notices.models import Mail
from trellis_web.notices.queries import unreminded
from trellis_web.people.models import Person
from trellis_web.people.rules.days import zone_of
from trellis_web.reviews.events.reminders import CycleReminded
from trellis_web.reviews.models import Cycle
from trellis_web.reviews.queries.deadlines import Deadline, deadlines
from trellis_web.reviews.rules import Conflict

MORNING = 8
"""The hour of the author's day before which no reminder is written."""
SETTLED = timedelta(days=2)
"""So long after its opening a round reminds nobody: they have just been written to."""
REMINDED_TODAY = Denial(
    "reminded-today",
    gettext_lazy("Everyone was reminded of this round today. Once a day is enough."),
)


class Occasion(StrEnum):
    """When a reminder is written, in days before the last day."""

    WEEK = "week"
    DAY = "day"
    AFTER = "after"


_DAYS = {
    7: Occasion.WEEK,
    6: Occasion.WEEK,
    1: Occasion.DAY,
    0: Occasion.DAY,
    -1: Occasion.AFTER,
    -2: Occasion.AFTER,
}
"""Each with a second day, for a server that was away; a letter has a key, so one is enough."""


@transaction.atomic
def remind_waiting(*, now: datetime) -> int:
    """For the timer, each hour: those whose last day is in a week, tomorrow, or was yesterday.

    By the author's own calendar, and not before their morning; at most once for each last day and
    occasion, however many sheets end then. Returns how many letters there were to write.
    """
    off = unreminded()
    due = [
        each
        for each in deadlines(_settled(now))
        if each.author.pk not in off and _occasion(each, now)
    ]
    letters = list(_letters(due, lambda first: f"{first.day}:{_occasion(first, now)}"))
    queue_mails(letters, now=now)
    return len(letters)


@transaction.atomic
def remind_round(cycle: Cycle, *, by: Person, now: datetime) -> int:
    """HR reminds everyone who has something to write in the round; how many people.

    It reaches those, too, who want no reminders by the clock. Raises `Denied`, and `Conflict` when
    it was done today.
    """
    today = timezone.localdate(now)
    require(by, Permission.CYCLE_MANAGE, today=today)
    Cycle.objects.select_for_update().get(pk=cycle.pk)
    occasion = f"by-hand:{cycle.pk}:{today}"
    if Mail.objects.filter(key__startswith=f"reminder:{occasion}:").exists():
        raise Conflict(REMINDED_TODAY)
    letters = list(_letters(deadlines([cycle]), lambda first: occasion))
    queue_mails(letters, now=now)
    record(CycleReminded(cycle.pk, cycle.title, len(letters)), by=by, at=now)
    return len(letters)


def _settled(now: datetime) -> Iterable[Cycle]:
    return Cycle.objects.filter(opened_at__lte=now - SETTLED, released_at__isnull=True)


def _occasion(deadline: Deadline, now: datetime) -> Occasion | None:
    here = now.astimezone(zone_of(deadline.author.time_zone))
    if here.hour < MORNING:
        return None
    occasion = _DAYS.get((deadline.day - here.date()).days)
    return None if deadline.is_last and occasion is Occasion.AFTER else occasion


def _letters(due: Iterable[Deadline], occasion: Callable[[Deadline], str]) -> Iterator[Letter]:
    """One for each author and occasion."""
    ordered = sorted(due, key=lambda each: (each.author.pk, occasion(each), each.at))
    for (person, about), group in groupby(ordered, lambda each: (each.author.pk, occasion(each))):
        yield _letter(list(group), f"reminder:{about}:{person}")


def _letter(due: list[Deadline], key: str) -> Letter:
    author = due[0].author
    with translation.override(author.language):
        return Letter(author, _("Your reviews: a reminder"), _text(author, due), key)


def _text(author: Person, due: list[Deadline]) -> str:
    lines = [
        _("%(title)s: until %(day)s") % {"title": title, "day": date_format(day, "j M Y")}
        for title, day in dict.fromkeys((each.cycle.title, each.day) for each in due)
    ]
    words = [
        _("Hello %(name)s,\n\nyou are asked to write in:") % {"name": author.first_name},
        "\n".join(lines),
        f"{settings.SITE_URL}{reverse('review_list')}",
    ]
    if any(each.is_secret for each in due):
        words.append(
            _(
                "Feedback to a colleague may be among it. If you have given yours already, there"
                " is nothing to do: nobody can see who has, so everyone who was asked gets this."
            )
        )
    return "\n\n".join(words) + "\n"
