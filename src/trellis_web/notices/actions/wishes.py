"""What a person wants to be told."""

from datetime import datetime

from django.db import transaction

from trellis_web.audit.actions import record
from trellis_web.notices.events import RemindersChanged
from trellis_web.notices.models import Wish
from trellis_web.people.models import Person


@transaction.atomic
def set_reminders(*, wanted: bool, by: Person, now: datetime) -> None:
    """Switches one's own reminders on or off."""
    Wish.objects.update_or_create(person=by, defaults={"is_reminded": wanted})
    record(RemindersChanged(wanted), by=by, subject=by, at=now)
