"""How a case ended, to whoever had a part in it until then; never what was decided."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from trellis_web.people.models import Person
from trellis_web.promotions.queries.ended import ended_backing, ended_case


def over(person: Person, pk: int, where: dict[str, Any]) -> str:
    """By whom and when a case was decided or withdrawn, to those with whom it lay; or ""."""
    on_appeal = bool(where.get("on_appeal"))
    end = ended_case(pk, person=person, on_appeal=on_appeal, today=timezone.localdate())
    if end is None:
        return ""
    said = _("%(name)s decided this case on %(day)s at %(time)s, so what you sent was not stored.")
    if end.is_withdrawn:
        said = _(
            "%(name)s withdrew this case on %(day)s at %(time)s, so what you sent was not stored."
        )
    return said % {"name": end.by, **_moment(end.at)}


def no_longer_asked(person: Person, pk: int, _where: dict[str, Any]) -> str:
    """When the case ended that somebody was asked about; or ""."""
    ended_at = ended_backing(pk, person=person)
    if ended_at is None:
        return ""
    said = _("The case ended on %(day)s at %(time)s, so your answer was not stored.")
    return said % _moment(ended_at)


def _moment(at: datetime) -> dict[str, str]:
    local = timezone.localtime(at)
    return {"day": date_format(local, "j F Y"), "time": date_format(local, "H:i")}
