"""Colleagues as cards: the name and the title, and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from trellis_web.access.queries import visible
from trellis_web.people.models import Person, Position, ReportingLine

FEW = 8


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody to name."""

    pk: int
    name: str
    title: str


def colleagues(words: str, *, to: Person, without: Iterable[int], today: date) -> list[Colleague]:
    """The first few people whose name holds `words`, or whose e-mail address they are."""
    if not words:
        return []
    people = list(
        visible(Person, to=to, today=today)
        .filter(Q(name__icontains=words) | Q(email__iexact=words), deactivated_at__isnull=True)
        .exclude(pk__in=[to.pk, *without])[:FEW]
    )
    held = Position.objects.on(today).filter(person__in=people).values_list("person", "title")
    titles = dict(held)
    return [Colleague(each.pk, each.name, titles.get(each.pk, "")) for each in people]


def manager_of(person: Person, *, today: date) -> str:
    """The name of the person's manager on `today`; empty without one."""
    line = ReportingLine.objects.on(today).filter(person=person, kind=ReportingLine.Kind.LINE)
    return line.values_list("manager__name", flat=True).first() or ""
