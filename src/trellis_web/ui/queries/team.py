"""A manager's team: one row for each present report, with the same queries for 3 and for 30."""

from dataclasses import dataclass
from datetime import date

from trellis.framework.resolve import ResolvedFramework
from trellis.readiness.criteria import Readiness
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries import resolved
from trellis_web.growth.queries.tags import current_versions
from trellis_web.people.models import Person, Position
from trellis_web.promotions.models import Case
from trellis_web.promotions.queries.lists import open_cases
from trellis_web.reviews.queries.facts import History, as_rated, histories, months_between
from trellis_web.ui.queries.desk import Desk, desks
from trellis_web.ui.rules.attention import WORDS, Signs, ago
from trellis_web.ui.rules.journey import Journey, journey
from trellis_web.ui.rules.proposals import opportunities


@dataclass(frozen=True, slots=True)
class Member:
    """One row. `there` of `asked` competencies were seen at the level ahead."""

    desk: Desk
    position: Position | None
    months: int | None
    journey: Journey | None
    signs: Signs
    today: date
    case: Case | None = None

    @property
    def person(self) -> Person:
        """Who it is."""
        return self.desk.person

    @property
    def title(self) -> str:
        """Their title."""
        return self.position.title if self.position else ""

    @property
    def level(self) -> str:
        """Their level."""
        return self.position.level if self.position else ""

    @property
    def ahead(self) -> str:
        """The level that the promotion leads to."""
        return self.journey.code if self.journey else ""

    @property
    def there(self) -> int:
        """How many competencies were seen there."""
        return len(self.journey.there) if self.journey else 0

    @property
    def asked(self) -> int:
        """How many that level asks for."""
        return len(self.journey.asked) if self.journey else 0

    @property
    def readiness(self) -> str:
        """What can be said before a case."""
        return str(WORDS[self.journey.judgement.readiness]) if self.journey else ""

    @property
    def last_note(self) -> str:
        """How long ago a note was shared; empty where nobody agreed to show it."""
        if not self.signs.is_age_seen:
            return ""
        return ago(self.desk.last_note, today=self.today)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why to look, the most pressing first."""
        return self.signs.reasons(today=self.today)

    @property
    def cells(self) -> tuple[str, ...]:
        """The row of a file."""
        counts = (self.months, self.ahead, self.there, self.asked)
        plan = str(self.desk.open) if self.desk.has_plan else ""
        return (
            self.person.name,
            self.title,
            self.level,
            *("" if each is None else str(each) for each in counts),
            self.readiness,
            str(self.desk.last_note or "") if self.signs.is_age_seen else "",
            plan,
            "; ".join(self.reasons),
        )

    @property
    def is_ready(self) -> bool:
        """Whether the criteria before a case are met."""
        return self.signs.readiness is Readiness.READY

    @property
    def order(self) -> tuple[int, ...]:
        """The place on the page."""
        return self.signs.order(today=self.today)


def team_of(actor: Person, *, is_age_seen: bool, today: date) -> list[Member]:
    """The team, those first who need the manager's attention. The queries do not grow with it.

    `is_age_seen`: whether it was agreed that managers see how old the latest note is.
    """
    found = desks(actor, today=today)
    known = histories([desk.person.pk for desk in found], today=today)
    versions, cases = _versions(known), open_cases([desk.person.pk for desk in found])
    members = [
        _member(
            desk,
            known.get(desk.person.pk),
            versions,
            cases.get(desk.person.pk),
            today,
            is_age_seen=is_age_seen,
        )
        for desk in found
    ]
    return sorted(members, key=lambda member: member.order)


def _versions(found: dict[int, History]) -> dict[str, Version]:
    """The current version of each family in the team. One query."""
    families = {history.position.family for history in found.values()}
    return {v.family.slug: v for v in current_versions().filter(family__slug__in=families)}


def _member(
    desk: Desk,
    history: History | None,
    versions: dict[str, Version],
    case: Case | None,
    today: date,
    *,
    is_age_seen: bool,
) -> Member:
    position = history.position if history else None
    ahead = _ahead(history, versions, today) if history else None
    since = position.level_since if position else None
    months = months_between(since, today) if since else None
    signs = _signs(desk, ahead, is_age_seen=is_age_seen, has_case=case is not None)
    return Member(desk, position, months, ahead, signs, today, case)


def _signs(desk: Desk, ahead: Journey | None, *, is_age_seen: bool, has_case: bool) -> Signs:
    chances = len(list(opportunities(ahead))) if ahead else 0
    return Signs(
        desk.due_on,
        ahead.judgement.readiness if ahead else None,
        desk.last_note,
        is_told=desk.to_tell is None,
        is_prepared=desk.check_in is not None,
        is_agreed=desk.is_agreed or not desk.has_plan,
        has_plan=desk.has_plan or ahead is None,
        overdue=desk.overdue,
        opportunities=max(chances, desk.opportunities),
        is_expected=not desk.is_away,
        is_age_seen=is_age_seen,
        has_case=has_case,
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
