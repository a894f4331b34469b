"""Released results and recorded check-ins of one person, in the order of their days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from trellis_web.access.queries import in_scope, reports_of, visible
from trellis_web.access.rules import Permission
from trellis_web.frameworks.models import Competency
from trellis_web.people.models import Person
from trellis_web.reviews.models import CheckIn, ReleasedRating, ReleasedResult, Sighting
from trellis_web.reviews.rules.trends import Occasion, Seen, Trend, trend


@dataclass(frozen=True, slots=True)
class Trends:
    """Everything that the page shows."""

    person: Person
    occasions: tuple[Occasion, ...]
    trends: tuple[Trend, ...]


def readable(*, to: Person, today: date) -> QuerySet[Person]:
    """Those whose results `to` may read: oneself, one's reports, and HR's scope."""
    scope = in_scope(to, Permission.RESULT_READ, today=today, person="")
    led = Q(pk__in=reports_of(to, today=today))
    return visible(Person, to=to, today=today).filter(Q(pk=to.pk) | led | scope)


def trends_of(person: Person) -> Trends:
    """The results of a person over time. Five queries, however long they are here."""
    found = [*_results(person), *_check_ins(person)]
    occasions = tuple(sorted(found, key=lambda each: each.day))
    asked = {slug for each in occasions for slug in each.seen}
    return Trends(
        person,
        occasions,
        tuple(trend(slug, name, occasions) for slug, name in _named(asked, person)),
    )


def _results(person: Person) -> Iterable[Occasion]:
    results = ReleasedResult.objects.filter(person=person).select_related("cycle", "version")
    seen: dict[int, dict[str, Seen]] = {}
    rows = ReleasedRating.objects.filter(result__person=person)
    for key, slug, score, ahead in rows.values_list("result", "competency__slug", "score", "next"):
        seen.setdefault(key, {})[slug] = Seen(score, ahead)
    for each in results:
        yield Occasion(
            each.cycle.title,
            each.cycle.to_on,
            each.level,
            each.version.number,
            not each.cycle.is_checkin,
            seen.get(each.pk, {}),
        )


def _check_ins(person: Person) -> Iterable[Occasion]:
    """What manager and person recorded; what they only prepared is nobody's business."""
    talks = CheckIn.objects.filter(person=person, recorded_at__isnull=False)
    seen: dict[int, dict[str, Seen]] = {}
    rows = Sighting.objects.filter(check_in__in=talks).exclude(seen="")
    for key, slug, ahead in rows.values_list("check_in", "competency__slug", "seen"):
        seen.setdefault(key, {})[slug] = Seen(None, ahead)
    for each in talks.select_related("version"):
        if each.recorded_at:
            day, said = each.recorded_at.date(), seen.get(each.pk, {})
            yield Occasion("", day, each.level, each.version.number, False, said)  # noqa: FBT003


def _named(slugs: Iterable[str], person: Person) -> list[tuple[str, str]]:
    """The competencies with their titles, by title. One query."""
    wanted = Q(releasedrating__result__person=person) | Q(sighting__check_in__person=person)
    rows = Competency.objects.filter(slug__in=slugs).filter(wanted)
    names = dict(rows.values_list("slug", "title"))
    return sorted(names.items(), key=lambda each: each[1].casefold())
