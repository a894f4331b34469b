"""Work in the background: queued for a person, with how far it is and how it ended."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis.findings import BadInput
from trellis_web.access.rules import Denied
from trellis_web.notices.models import Job
from trellis_web.notices.rules.progress import note
from trellis_web.people.models import Person

log = logging.getLogger(__name__)

DEAD_AFTER = timedelta(hours=1)
Tell = Callable[[int, int], None]
"""Called with how many pieces are done, and of how many."""


@transaction.atomic
def queue_job(*, title: str, address: str = "", by: Person, now: datetime) -> Job:
    """A job that waits for the worker. The view enqueues the task with its key.

    `address` is the page that shows what came of it.
    """
    return Job.objects.create(title=title, address=address, queued_at=now, queued_by=by)


@contextmanager
def running(key: int) -> Iterator[Tell]:
    """Around the work of a task: `with running(job) as tell: action(..., tell=tell)`.

    The action is one transaction, so a failure leaves a sentence and never half the work. A
    refusal is said in its own words; anything else is logged and said in general ones.
    """
    Job.objects.filter(pk=key).update(started_at=timezone.now())
    try:
        yield lambda done, of: note(key, done, of)
    except (BadInput, Denied) as refusal:
        _fail(key, str(refusal))
    except Exception:
        log.exception("The job %s failed", key)
        _fail(key, _("Something went wrong, and nothing was changed. Try once more."))
    else:
        Job.objects.filter(pk=key).update(finished_at=timezone.now())


def bury_jobs(*, now: datetime) -> int:
    """Gives those up whose worker died: they have begun, and never ended; how many."""
    dead = Job.objects.filter(
        started_at__lte=now - DEAD_AFTER, finished_at__isnull=True, failed_at__isnull=True
    )
    words = _("The program stopped in the middle, and nothing was changed. Try once more.")
    return dead.update(failed_at=now, sentence=words)


def _fail(key: int, sentence: str) -> None:
    Job.objects.filter(pk=key).update(failed_at=timezone.now(), sentence=sentence[:1000])
