"""The steps for which a case can be started."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404

from trellis.framework.resolve import family_of
from trellis.readiness.criteria import Readiness as State
from trellis_web.access.rules import Permission
from trellis_web.frameworks.models import Family
from trellis_web.frameworks.queries import resolved
from trellis_web.people.models import Person
from trellis_web.people.queries import position_of
from trellis_web.promotions.models import Case, Decline
from trellis_web.promotions.queries.criteria import target_of
from trellis_web.promotions.rules.openings import WAY_BACK
from trellis_web.promotions.rules.people import is_hr_of, leads
from trellis_web.readiness.models import Move, Readiness


@dataclass(frozen=True, slots=True)
class Startable:
    """A move from where somebody stands. `case`: the one that is open for it already."""

    move: Move
    title: str
    is_ready: bool
    is_declined: bool
    case: Case | None


def moves_of(person: Person, *, today: date) -> list[Startable]:
    """The moves of the current version that start where the person stands and need a case."""
    position = position_of(person, today=today)
    family = Family.objects.filter(slug=position.family).first() if position else None
    if position is None or family is None or family.current_id is None:
        return []
    moves = Move.objects.filter(version=family.current_id, from_level=position.level)
    stored = Readiness.objects.filter(person=person, state=State.READY)
    ready = set(stored.values_list("move", flat=True))
    declined = set(Decline.objects.filter(person=person).values_list("move", flat=True))
    open_cases = Case.objects.filter(
        person=person, decided_at__isnull=True, withdrawn_at__isnull=True
    ).select_related("move")
    by_slug = {each.move.slug: each for each in open_cases}
    return [
        Startable(
            each, title_of(each), each.pk in ready, each.pk in declined, by_slug.get(each.slug)
        )
        for each in moves.exclude(kind=WAY_BACK).select_related("version__family")
    ]


def title_of(move: Move) -> str:
    """Where a move leads, as people read it: "L3 Senior Engineer"."""
    framework = target_of(move)
    level = framework.levels.get(move.to_level) if framework else None
    home = resolved(move.version)
    there = family_of(home.moves[move.slug].to, home.framework.id)
    words = f"{move.to_level} {level.title}" if level else move.to_level
    return words if there == home.framework.id else f"{words} ({there})"


def move_for(person: Person, key: int, *, to: Person, today: date) -> Move:
    """A move from where `person` stands, for whoever leads them or is HR for them; or `Http404`."""
    is_theirs = leads(to, person.pk, today=today) or is_hr_of(
        to, person.pk, Permission.CASE_MANAGE, today=today
    )
    moves = moves_of(person, today=today) if is_theirs else []
    found = next((each.move for each in moves if each.move.pk == key), None)
    if found is None:
        raise Http404
    return found
