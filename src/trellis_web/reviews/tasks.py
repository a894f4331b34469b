"""Work on rounds that takes longer than a page may."""

from django.utils import timezone
from django_tasks import task

from trellis_web.access.rules import Denied
from trellis_web.notices.actions.jobs import running
from trellis_web.people.models import Person
from trellis_web.reviews.actions import open_cycle
from trellis_web.reviews.models import Cycle
from trellis_web.reviews.rules import Refused


@task()
def open_round(job: int, cycle: int, by: int) -> None:
    """Opens a round for many people. Started twice, the second finds it open and says so."""
    now = timezone.now()
    with running(job) as tell:
        someone, found = Person.objects.get(pk=by), Cycle.objects.get(pk=cycle)
        try:
            open_cycle(found, by=someone, now=now, today=timezone.localdate(now), tell=tell)
        except Refused as refused:
            raise Denied(refused.denial) from refused
