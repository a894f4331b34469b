"""What pages of a session have in common: the session itself, and who may do what on it."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from trellis_web.access.rules import Permission, units_of
from trellis_web.access.views import actor_of
from trellis_web.calibration.models import Member, Session, SessionState
from trellis_web.calibration.queries.sessions import sessions_for

EDITING = (Member.Part.EDITOR, Member.Part.FACILITATOR)


def the_session(request: HttpRequest, pk: int) -> Session:
    """The session with what every page of it names, or 404 when the actor may not see it."""
    rows = sessions_for(actor_of(request), today=timezone.localdate())
    return get_object_or_404(rows, pk=pk)


def abilities(request: HttpRequest, session: Session) -> dict[str, Any]:
    """What the page offers; the actions decide again."""
    today = timezone.localdate()
    units = units_of(actor_of(request), Permission.CALIBRATION_MANAGE, today=today)
    part = getattr(session, "part", None)
    is_facilitator = part == Member.Part.FACILITATOR
    is_live = session.state is SessionState.LIVE
    is_open = session.state is not SessionState.CLOSED
    return {
        "is_member": part is not None,
        "is_live": is_live,
        "is_open": is_open,
        "can_edit": is_live and part in EDITING,
        "can_host": is_open and (is_facilitator or None in units or session.unit_id in units),
        "can_facilitate": is_open and is_facilitator,
    }
