"""The document about one person: plain texts, readable without the system.

Every part goes through the rules of who sees what, with the person as the reader: what they cannot
read on a page is not here either. Of others it holds the names that the pages show, and no more.
"""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from trellis_web.access.queries import visible
from trellis_web.exports.queries.growth import endorsements, evidence, figures, plans
from trellis_web.exports.queries.reviews import check_ins, results
from trellis_web.frameworks.models import Family
from trellis_web.people.models import Person, Position

SCHEMA = "trellis-export/1"


def document_of(person: Person, *, now: datetime) -> dict[str, Any]:
    """Everything about a person that they may read themself, on this day."""
    today = timezone.localdate(now)
    return {
        "schema": SCHEMA,
        "organisation": settings.ORGANISATION,
        "made_on": now.isoformat(timespec="seconds"),
        "person": {
            "name": person.name,
            "email": person.email,
            "kind_of_work": person.worker_type,
            "started_on": _day(person.started_on),
            "time_zone": person.time_zone,
            "language": person.language,
        },
        "positions": _positions(person, today),
        "results": results(person, today=today),
        "check_ins": check_ins(person),
        "evidence": evidence(person, today=today),
        "plans": plans(person),
        "endorsements": endorsements(person, today=today),
        "figures": figures(person, today=today),
    }


def _positions(person: Person, today: date) -> list[dict[str, Any]]:
    """Where the person stands and stood; what they were not told yet is not told here."""
    rows = visible(Position, to=person, today=today).filter(person=person).order_by("since", "pk")
    families = dict(Family.objects.values_list("slug", "title"))
    return [
        {
            "family": families.get(each.family, each.family),
            "track": each.track,
            "level": each.level,
            "title": each.title,
            "from": _day(each.since),
            "until": _day(each.until),
            "at_this_level_since": _day(each.level_since),
        }
        for each in rows
    ]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
