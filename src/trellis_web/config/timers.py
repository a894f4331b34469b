"""What happens by the clock. The one visible list: name, how often, action.

The worker runs it; `trellis timers` runs it by hand or from cron. Each action does what is due at
`now`, so that a day without a server is made up for, and nothing happens twice.
"""

from datetime import datetime, timedelta

from django.utils import timezone

from trellis.findings import BadInput
from trellis_web.api.actions import forget_answers
from trellis_web.careers.actions import carry_out_due
from trellis_web.frameworks.actions import forget_uploads, remind_due
from trellis_web.frameworks.actions.assignments import remind_authors
from trellis_web.frameworks.models import Draft
from trellis_web.growth.actions.files import sweep_files
from trellis_web.notices.actions.forgetting import forget_notices
from trellis_web.notices.actions.jobs import bury_jobs
from trellis_web.notices.rules.timers import Every, Timer
from trellis_web.promotions.actions import (
    carry_out_promotions,
    escalate_silence,
    open_ready_cases,
    tell_due,
)
from trellis_web.reviews.actions import reassess_due, release_due, tell_overdue
from trellis_web.reviews.actions.announcements import announce_due
from trellis_web.reviews.actions.batches import close_due_peer_stages
from trellis_web.reviews.actions.reminders import remind_waiting
from trellis_web.webhooks.actions.deliveries import forget_deliveries

AHEAD = timedelta(days=3)
"""How early framework authors are reminded."""


def remind_writers(*, now: datetime) -> None:
    """Framework authors, of cells that are due soon; a draft that cannot be read stops no other."""
    until = timezone.localdate(now) + AHEAD
    for draft in Draft.objects.select_related("family"):
        try:
            remind_authors(draft, by=None, now=now, until=until)
        except BadInput:
            continue


def remind_owners(*, now: datetime) -> int:
    """Owners and HR, of frameworks that are to be looked at again."""
    return remind_due(today=timezone.localdate(now), now=now)


def refresh_readiness(*, now: datetime) -> int:
    """Readiness that time alone has changed."""
    return reassess_due(today=timezone.localdate(now))


TIMERS = (
    Timer("planned releases", Every.MINUTE, release_due),
    Timer("results after the latest day of talks", Every.HOUR, tell_overdue),
    Timer("anonymous answers to put together", Every.HOUR, close_due_peer_stages),
    Timer("chat: last days", Every.DAY, announce_due),
    Timer("reminders of reviews", Every.HOUR, remind_waiting),
    Timer("jobs whose worker died", Every.HOUR, bury_jobs),
    Timer("readiness of a new day", Every.DAY, refresh_readiness),
    Timer("decisions after the latest day of talks", Every.HOUR, tell_due),
    Timer("promotions whose day has come", Every.HOUR, carry_out_promotions),
    Timer("cases for whoever is ready", Every.DAY, open_ready_cases),
    Timer("backers who have not answered", Every.DAY, escalate_silence),
    Timer("ways back whose day has come", Every.HOUR, carry_out_due),
    Timer("framework authors", Every.DAY, remind_writers),
    Timer("frameworks to look at", Every.DAY, remind_owners),
    Timer("uploads", Every.DAY, forget_uploads),
    Timer("evidence files without a note", Every.DAY, sweep_files),
    Timer("letters and jobs", Every.DAY, forget_notices),
    Timer("messages of webhooks", Every.DAY, forget_deliveries),
    Timer("answers to repeated requests", Every.DAY, forget_answers),
)
