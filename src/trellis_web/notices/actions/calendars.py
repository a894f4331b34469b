"""One's own calendar address: made, renewed and revoked."""

from datetime import datetime
from secrets import token_urlsafe

from django.db import transaction

from trellis_web.audit.actions import record
from trellis_web.notices.events import CalendarLinkMade, CalendarLinkRevoked
from trellis_web.notices.models import CalendarLink
from trellis_web.notices.queries import digest_of
from trellis_web.people.models import Person

TOKEN_BYTES = 24


@transaction.atomic
def make_calendar_link(*, by: Person, now: datetime) -> str:
    """A new token, shown this once; the address that was there before ends at once."""
    token = token_urlsafe(TOKEN_BYTES)
    values = {"digest": digest_of(token), "made_at": now}
    CalendarLink.objects.update_or_create(person=by, defaults=values)
    record(CalendarLinkMade(), by=by, subject=by, at=now)
    return token


@transaction.atomic
def revoke_calendar_link(*, by: Person, now: datetime) -> None:
    """Nobody reads the calendar any more."""
    CalendarLink.objects.filter(person=by).delete()
    record(CalendarLinkRevoked(), by=by, subject=by, at=now)
