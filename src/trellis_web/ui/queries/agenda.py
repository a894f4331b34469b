"""The agenda of the next 1:1: what is new since the last one, what is open, what is to be said.

Both open the same page, and each reads only what they may: nobody reads of a held result here but
the manager who is to tell it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from trellis_web.access.queries import reports_of, visible
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries import resolved
from trellis_web.frameworks.queries.successions import Now, now_in
from trellis_web.growth.models import OneOnOne
from trellis_web.growth.queries.notes import Card, cards, notes
from trellis_web.growth.queries.plans import PlanCard, plan_of
from trellis_web.people.models import Person, Position
from trellis_web.people.queries import position_of
from trellis_web.reviews.models import CheckIn, Participant
from trellis_web.ui.rules.agenda import Reworded, reworded

QUARTER = timedelta(days=91)
"""How far back an agenda looks when nobody noted a talk yet."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """What two people talk about. `since` is the day of the last talk, or a quarter ago."""

    person: Person
    is_own: bool
    last: OneOnOne | None
    since: date
    notes: list[Card]
    plan: PlanCard | None
    check_in: CheckIn | None
    to_tell: list[Participant]
    version: Version | None
    reworded: tuple[Reworded, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is new and nothing is open."""
        planned = self.plan and (self.plan.open or self.plan.opportunities)
        return not (self.notes or planned or self.check_in or self.to_tell or self.reworded)


def people_to_talk_with(actor: Person, *, today: date) -> QuerySet[Person]:
    """Oneself, and those whom the actor leads now."""
    led = reports_of(actor, today=today)
    return visible(Person, to=actor, today=today).filter(Q(pk=actor.pk) | Q(pk__in=led))


def agenda_of(person: Person, *, to: Person, today: date) -> Agenda:
    """The agenda as `to` may read it. The same queries whatever is on it."""
    last = visible(OneOnOne, to=to, today=today).filter(person=person).first()
    since = last.held_on if last else today - QUARTER
    position = position_of(person, today=today)
    version = _new_version(position, since) if position else None
    return Agenda(
        person,
        is_own=person.pk == to.pk,
        last=last,
        since=since,
        notes=_notes(person, to, since, today),
        plan=plan_of(person, to=to, today=today),
        check_in=_check_in(person, to, today),
        to_tell=_to_tell(person, to, today),
        version=version,
        reworded=_reworded(version, position) if version and position else (),
    )


def _notes(person: Person, to: Person, since: date, today: date) -> list[Card]:
    """What was shared, or confirmed by a colleague, since the last talk."""
    new = Q(shared_at__date__gte=since) | Q(confirmations__confirmed_at__date__gte=since)
    found = notes(to=to, today=today).filter(new, person=person, shared_at__isnull=False)
    return cards(found.distinct().order_by("-happened_on", "-pk"))


def _check_in(person: Person, to: Person, today: date) -> CheckIn | None:
    mine = visible(CheckIn, to=to, today=today)
    return mine.filter(person=person, recorded_at__isnull=True).first()


def _to_tell(person: Person, to: Person, today: date) -> list[Participant]:
    """Results that HR released to the manager, who tells them in person first."""
    if person.pk == to.pk:
        return []
    held = visible(Participant, to=to, today=today).filter(
        person=person, held_at__isnull=False, talked_at__isnull=True, released_at__isnull=True
    )
    return list(held.filter(person__in=reports_of(to, today=today)).select_related("cycle"))


def _new_version(position: Position, since: date) -> Version | None:
    """The version of the person's family that was published since then, if there was one before."""
    current = Version.objects.filter(
        family__slug=position.family, family__current__isnull=False, number__gt=1
    ).order_by("-number")
    found = current.select_related("family").first()
    return found if found and found.published_at.date() >= since else None


def _reworded(version: Version, position: Position) -> tuple[Reworded, ...]:
    """The sentences of the person's level and the next ones that read otherwise now."""
    before = Version.objects.filter(family=version.family, number=version.number - 1).first()
    if before is None:
        return ()
    changes: dict[str, Now] = now_in(before, version)
    return reworded(resolved(before), position.level, changes)
