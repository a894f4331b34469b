"""When a framework is looked at again: after one year or two, or earlier when something happens."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, QuerySet
from django.utils import timezone

from trellis_web.access.models import Grant
from trellis_web.access.rules import Permission, roles
from trellis_web.frameworks.models import Authorship, Family, Trigger
from trellis_web.people.models import Person

LEAD = timedelta(days=30)
"""How long before the day people are reminded, and after how long again."""


@dataclass(frozen=True, slots=True)
class Due:
    """When a published framework is due, and what asks for it earlier, the latest first."""

    family: Family
    day: date
    triggers: tuple[Trigger, ...]
    is_late: bool

    @property
    def is_early(self) -> bool:
        """True when something asks for it before the day."""
        return bool(self.triggers)


def due_on(family: Family) -> date:
    """The day on which a published family is due: whole years after it was last looked at."""
    if family.reviewed_on is None and family.current is None:
        raise ValueError(f"{family.slug} is not published")
    last = family.reviewed_on or timezone.localdate(family.current.published_at)  # type: ignore[union-attr]
    years = family.review_months // 12
    try:
        return last.replace(year=last.year + years)
    except ValueError:  # 29 February
        return last.replace(year=last.year + years, day=28)


def due(families: Iterable[Family], *, today: date) -> dict[int, Due]:
    """By family, when it is due; families without a version are left out. One query."""
    published = [family for family in families if family.current_id]
    open_ones: dict[int, list[Trigger]] = {}
    rows = Trigger.objects.filter(family__in=published, settled_at__isnull=True)
    for trigger in rows.select_related("raised_by"):
        open_ones.setdefault(trigger.family_id, []).append(trigger)
    found = {}
    for family in published:
        day, triggers = due_on(family), tuple(open_ones.get(family.pk, ()))
        found[family.pk] = Due(family, day, triggers, day <= today)
    return found


def to_remind(*, today: date) -> list[Due]:
    """Families that are due within `LEAD`, or earlier by a trigger, and were not told lately."""
    families = Family.objects.filter(current__isnull=False).select_related("current")
    fresh = families.filter(Q(reminded_on__isnull=True) | Q(reminded_on__lte=today - LEAD))
    rows = due(fresh, today=today).values()
    return [each for each in rows if each.is_early or each.day <= today + LEAD]


def reminded(family: Family, *, today: date) -> QuerySet[Person]:
    """The owners of a family and HR, who publish: those of them who can sign in."""
    publishing = [role for role, held in roles().items() if Permission.FRAMEWORK_PUBLISH in held]
    owners = Authorship.objects.on(today).filter(family=family, role="owner").values("person")
    hr = Grant.objects.on(today).filter(role__in=publishing).values("person")
    people: QuerySet[Person] = Person.objects.filter(
        Q(pk__in=owners) | Q(pk__in=hr), deactivated_at__isnull=True
    ).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return people
