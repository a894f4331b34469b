"""What is not kept."""

from datetime import datetime, timedelta

from django.db.models import Q
from django_tasks_db.models import DBTaskResult

from trellis_web.notices.models import Job, Mail

MAIL_KEPT = timedelta(days=183)
JOBS_KEPT = timedelta(days=31)


def forget_notices(*, now: datetime) -> int:
    """Deletes letters that are half a year old and jobs that ended a month ago; how many."""
    mails = Mail.objects.filter(queued_at__lte=now - MAIL_KEPT)
    old = now - JOBS_KEPT
    jobs = Job.objects.filter(Q(finished_at__lte=old) | Q(failed_at__lte=old))
    tasks = DBTaskResult.objects.filter(finished_at__lte=old)
    return sum(rows.delete()[0] for rows in (mails, jobs, tasks))
