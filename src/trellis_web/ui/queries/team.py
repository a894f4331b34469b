"""A manager's team: one row for each present report, with the same queries for 3 and for 30."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from trellis.framework.resolve import ResolvedFramework
from trellis.readiness.criteria import Readiness
from trellis_web.access.queries import reports_of, visible
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries import resolved
from trellis_web.growth.queries.tags import current_versions
from trellis_web.people.models import Person
from trellis_web.reviews.models import Assessment
from trellis_web.reviews.queries.facts import History, as_rated, histories, months_between
from trellis_web.ui.queries.notes import last_shared
from trellis_web.ui.rules.attention import WORDS, Signs, ago
from trellis_web.ui.rules.journey import Journey, journey


@dataclass(frozen=True, slots=True)
class Member:
    """One row. `there` of `asked` competencies were seen at the level ahead."""

    person: Person
    title: str
    level: str
    months: int | None
    ahead: str
    there: int
    asked: int
    readiness: str
    last_note: str
    reasons: tuple[str, ...]
    order: tuple[int, ...]
    sheet: Assessment | None


def reports(actor: Person, *, today: date) -> list[Person]:
    """Those who report to `actor` now, on any line."""
    led = visible(Person, to=actor, today=today).filter(pk__in=reports_of(actor, today=today))
    return list(led.order_by("name", "pk"))


def team_of(actor: Person, *, today: date) -> list[Member]:
    """The team, those first who need the manager's attention. The queries do not grow with it."""
    people = reports(actor, today=today)
    ids = [person.pk for person in people]
    found = histories(ids, today=today)
    versions = _versions(found)
    notes, sheets = last_shared(ids), _sheets(actor, ids)
    members = [
        _member(
            person,
            found.get(person.pk),
            versions,
            _Desk(notes.get(person.pk), sheets.get(person.pk), today),
        )
        for person in people
    ]
    return sorted(members, key=lambda member: member.order)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What lies on the manager's desk about one person."""

    last_note: date | None
    sheet: Assessment | None
    today: date

    def signs(self, readiness: Readiness | None) -> Signs:
        due = self.sheet.participant.cycle.due_on if self.sheet else None
        return Signs(due, readiness, self.last_note)


def _versions(found: dict[int, History]) -> dict[str, Version]:
    """The current version of each family in the team. One query."""
    families = {history.position.family for history in found.values()}
    return {v.family.slug: v for v in current_versions().filter(family__slug__in=families)}


def _sheets(actor: Person, people: Sequence[int]) -> dict[int, Assessment]:
    """The reviews that the actor has still to hand in, by the person they are about."""
    sheets = Assessment.objects.filter(
        author=actor,
        perspective=Assessment.Perspective.MANAGER,
        submitted_at__isnull=True,
        participant__manager=actor,
        participant__person__in=people,
        participant__is_absent=False,
        participant__cycle__opened_at__isnull=False,
        participant__cycle__released_at__isnull=True,
    ).select_related("participant__cycle")
    latest_first = sheets.order_by("-participant__cycle__due_on")
    return {sheet.participant.person_id: sheet for sheet in latest_first}


def _member(
    person: Person, history: History | None, versions: dict[str, Version], desk: _Desk
) -> Member:
    position = history.position if history else None
    ahead = _ahead(history, versions, desk.today) if history else None
    readiness = ahead.judgement.readiness if ahead else None
    since = position.level_since if position else None
    signs = desk.signs(readiness)
    return Member(
        person=person,
        title=position.title if position else "",
        level=position.level if position else "",
        months=months_between(since, desk.today) if since else None,
        ahead=ahead.code if ahead else "",
        there=len(ahead.there) if ahead else 0,
        asked=len(ahead.asked) if ahead else 0,
        readiness=str(WORDS[readiness]) if readiness else "",
        last_note=ago(desk.last_note, today=desk.today),
        reasons=signs.reasons(today=desk.today),
        order=signs.order(today=desk.today),
        sheet=desk.sheet,
    )


def _ahead(history: History, versions: dict[str, Version], today: date) -> Journey | None:
    """The way to the promotion of somebody; None where none leads on."""
    version = versions.get(history.position.family)
    if version is None:
        return None
    framework: ResolvedFramework = resolved(version)
    moves = framework.moves_from(history.position.level)
    move = next((each for each in moves if each.kind == "promotion"), None)
    if move is None:
        return None
    rated = as_rated(version, history.version, history.position.level)
    return journey(rated, move.id, history.towards(move, today=today))
