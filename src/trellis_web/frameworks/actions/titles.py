"""HR decides for a person whether a title that is none of their level's may stay."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis.findings import BadInput
from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.frameworks.events import TitleDecided
from trellis_web.frameworks.models import TitleDecision
from trellis_web.frameworks.queries.titles import note_of
from trellis_web.frameworks.rules import OWN_TITLE, TITLE_CHANGED, Conflict, refuse_long
from trellis_web.people.models import Person


@transaction.atomic
def decide_title(
    person: Person, *, title: str, is_approved: bool, reason: str = "", by: Person, now: datetime
) -> TitleDecision:
    """Approves or refuses `title` for the level at which the person stands today.

    A later decision about the same replaces it. Raises `Conflict` when the title is no longer
    theirs or is one of the level's, `Denied` for one's own, and `BadInput` for a refusal without a
    reason.
    """
    today = timezone.localdate(now)
    require(by, Permission.PEOPLE_MANAGE, today=today)
    if by.pk == person.pk:
        raise Denied(OWN_TITLE)
    refuse_long(reason=reason)
    if not is_approved and not reason.strip():
        raise BadInput.at("empty", _("the reason"), _("Say in a sentence why the title is wrong."))
    Person.objects.select_for_update().get(pk=person.pk)
    note = note_of(person, today=today)
    if note is None or not note.is_variation or note.position.title != title:
        raise Conflict(TITLE_CHANGED)
    values = {
        "is_approved": is_approved,
        "reason": reason.strip(),
        "decided_at": now,
        "decided_by": by,
    }
    decision, _made = TitleDecision.objects.update_or_create(
        person=person,
        title=title,
        family=note.position.family,
        level=note.position.level,
        defaults=values,
    )
    payload = TitleDecided(decision.family, decision.level, is_approved)
    record(payload, by=by, subject=person, at=now)
    return decision
