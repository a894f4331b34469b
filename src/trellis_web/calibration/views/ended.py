"""How a session ended, to whoever sat in it until then."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from trellis_web.calibration.queries.sessions import ended_in
from trellis_web.people.models import Person


def closed(person: Person, pk: int, _where: dict[str, Any]) -> str:
    """By whom and when the session was closed; "" for an open one, and for everybody else."""
    session = ended_in(pk, person=person)
    if session is None or session.closed_at is None:
        return ""
    at = timezone.localtime(session.closed_at)
    return _(
        "%(name)s closed “%(title)s” on %(day)s at %(time)s, so what you sent was not stored."
    ) % {
        "name": session.closed_by,
        "title": session.title,
        "day": date_format(at, "j F Y"),
        "time": date_format(at, "H:i"),
    }
