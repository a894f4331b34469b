"""The home page of one person: position, framework, facts and notes, composed once."""

from dataclasses import dataclass, field, replace
from datetime import date

from trellis.framework.model import Level, Move
from trellis.framework.resolve import ResolvedFramework, family_of, level_of
from trellis_web.frameworks.models import Stay, Version
from trellis_web.frameworks.queries import resolved
from trellis_web.frameworks.queries.stays import current_for
from trellis_web.people.models import Person, Position
from trellis_web.promotions.queries.own import Own, OwnCase, own_of
from trellis_web.reviews.queries.facts import (
    History,
    as_rated,
    histories,
    months_between,
    target_of,
)
from trellis_web.ui.queries.circumstances import circumstances_of
from trellis_web.ui.queries.coming import Coming, Waiting, coming, waiting
from trellis_web.ui.queries.plan import PlanInForce, plan_in_force
from trellis_web.ui.rules import cards
from trellis_web.ui.rules.attention import WORDS
from trellis_web.ui.rules.headline import (
    Headline,
    headline,
    unknown_level,
    with_places,
    without_framework,
    without_promotion,
)
from trellis_web.ui.rules.journey import Journey, journey
from trellis_web.ui.rules.notices import Circumstances, notices
from trellis_web.ui.rules.route import Route, route

CHIPS = 4
"""How many tags are offered beside an empty note."""


@dataclass(frozen=True, slots=True)
class Direction:
    """A move from the level of a person; `code` and `title` are those of the level ahead."""

    move: Move
    code: str
    title: str
    family: str


@dataclass(frozen=True, slots=True)
class Way:
    """Everything about the move that a page is about."""

    journey: Journey
    family: str
    needs: tuple[cards.Need, ...]
    unseen: tuple[cards.Need, ...]
    shown: tuple[cards.Shown, ...]
    checks: tuple[cards.Check, ...]
    n_met: int
    rule: str
    is_earlier_version: bool

    @property
    def first(self) -> tuple[cards.Need, ...]:
        """The few that are shown as cards."""
        return self.needs[: cards.CARDS]

    @property
    def more(self) -> int:
        """How many are left out."""
        return max(0, len(self.needs) - cards.CARDS)

    @property
    def chips(self) -> list[tuple[str, str]]:
        """Tags for a new note, what there is to work on first: value and name."""
        wanted = [*(each.competency for each in self.needs), *(s.competency for s in self.shown)]
        return [(f"competency:{self.family}:{c}", self.journey.name(c)) for c in wanted[:CHIPS]]

    @property
    def readiness(self) -> str:
        """What can be said before a case, in a word or two."""
        return str(WORDS[self.journey.judgement.readiness])

    @property
    def asks_for_manager(self) -> bool:
        """Whether a criterion of the move is the endorsement of the manager."""
        leaves = self.journey.move.leaves()
        return any(leaf.endorsement and leaf.endorsement.by == "manager" for leaf in leaves)

    @property
    def target_family(self) -> str:
        """The family of the level ahead."""
        return family_of(self.journey.move.to, self.family)


@dataclass(frozen=True, slots=True)
class Home:
    """A home page. Without a framework there is only a headline.

    `stay` is there for somebody for whom an earlier version lives on.
    """

    person: Person
    today: date
    headline: Headline
    position: Position | None = None
    level: Level | None = None
    months: int | None = None
    route: Route | None = None
    way: Way | None = None
    directions: tuple[Direction, ...] = ()
    coming: list[Coming] = field(default_factory=list)
    stay: Stay | None = None
    plan: PlanInForce | None = None
    notices: tuple[str, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    case: OwnCase | None = None

    @property
    def is_judged(self) -> bool:
        """Whether the stored table holds a verdict: not by a version that lives on for them."""
        return self.way is not None and self.stay is None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person stands, in the framework that counts there."""

    history: History
    version: Version
    framework: ResolvedFramework
    level: Level

    @property
    def family(self) -> str:
        """The family of the framework."""
        return self.framework.framework.id


def home_of(person: Person, *, wanted: str, is_own: bool, today: date) -> Home:
    """The home page of a person, towards the move `wanted` or else the promotion.

    What nobody released is not read at all; for others than the person (`is_own` false), private
    notes are not counted. Raises `LookupError` for a move that does not start at their level.
    """
    history = histories([person.pk], today=today).get(person.pk)
    family = history.position.family if history else ""
    version, stay = current_for(person, family, today=today) if family else (None, None)
    framework = resolved(version) if version else None
    level = framework.levels.get(history.position.level) if framework and history else None
    plan = plan_in_force(person, today=today) if is_own else None
    if history and version and framework and level:
        place = Place(history, version, framework, level)
        towards = wanted or _remembered(plan, place)
        home = _home(person, place, towards, is_own=is_own, today=today)
    elif wanted:
        raise LookupError(wanted)
    else:
        home = _without_level(person, history, framework, is_own=is_own, today=today)
    return _with_own(home, plan, stay, version) if is_own else home


def _without_level(
    person: Person,
    history: History | None,
    framework: ResolvedFramework | None,
    *,
    is_own: bool,
    today: date,
) -> Home:
    position = history.position if history else None
    dates = coming(person, None, None, today=today) if is_own else []
    return Home(person, today, _nowhere(position, framework), position, coming=dates)


def _with_own(
    home: Home, plan: PlanInForce | None, stay: Stay | None, version: Version | None
) -> Home:
    """The page with what only its person reads."""
    family = home.position.family if home.position else ""
    now: Circumstances = circumstances_of(home.person, family, today=home.today)
    newer = version.number if version and home.way and home.way.is_earlier_version else None
    said = tuple(notices(now, newer=None if stay else newer))
    own = _own(home)
    return replace(
        home,
        stay=stay,
        plan=plan,
        notices=said,
        waiting=waiting(now),
        case=own.case,
        headline=with_places(home.headline, own.places_on, today=home.today),
    )


def _own(home: Home) -> Own:
    """The latest case, and when places at the level ahead are decided."""
    way, unit = home.way, home.position.unit_id if home.position else None
    family, level = (way.target_family, way.journey.code) if way else ("", "")
    return own_of(home.person, family=family, level=level, unit=unit, today=home.today)


def _remembered(plan: PlanInForce | None, place: Place) -> str:
    """The move that the plan in force heads for, where it starts at the person's level."""
    known = {move.id for move in place.framework.moves_from(place.level.id)}
    return plan.move if plan and plan.family == place.family and plan.move in known else ""


def _nowhere(position: Position | None, framework: ResolvedFramework | None) -> Headline:
    """The heading for somebody whose level says nothing yet."""
    if position and framework:
        return unknown_level(position.level, framework.framework.title)
    return without_framework(position.family if position else "")


def _home(person: Person, place: Place, wanted: str, *, is_own: bool, today: date) -> Home:
    move = _chosen(place.framework.moves_from(place.level.id), wanted)
    way = _way(place, move, is_own=is_own, today=today) if move else None
    position = place.history.position
    others = _directions(place, move)
    return Home(
        person=person,
        today=today,
        headline=_headline(place, way, others),
        position=position,
        level=place.level,
        months=months_between(position.level_since, today) if position.level_since else None,
        route=_route(place, way),
        way=way,
        directions=others,
        coming=coming(person, position, move, today=today) if is_own else [],
    )


def _chosen(moves: tuple[Move, ...], wanted: str) -> Move | None:
    """The move asked for, or the promotion; None where nothing leads up."""
    if not wanted:
        return next((move for move in moves if move.kind == "promotion"), None)
    found = next((move for move in moves if move.id == wanted), None)
    if found is None:
        raise LookupError(wanted)
    return found


def _way(place: Place, move: Move, *, is_own: bool, today: date) -> Way:
    history = place.history
    rated = as_rated(place.version, history.version, place.level.id)
    facts = history.towards(move, today=today)
    ahead = journey(rated, move.id, facts, target_of(move, place.framework))
    notes = history.growth.notes(place.family, shared_only=not is_own)
    return Way(
        journey=ahead,
        family=place.family,
        needs=cards.needs(ahead, notes),
        unseen=cards.unseen(ahead, notes),
        shown=cards.shown(ahead, notes),
        checks=cards.checks(ahead),
        n_met=cards.n_met(ahead),
        rule=cards.rule_in_words(ahead),
        is_earlier_version=history.version not in (None, place.version.pk),
    )


def _headline(place: Place, way: Way | None, others: tuple[Direction, ...]) -> Headline:
    if way:
        return headline(way.journey)
    laterals = sum(each.move.kind == "lateral" for each in others)
    track = place.framework.tracks[place.level.id]
    return without_promotion(place.level, track, len(others), laterals)


def _route(place: Place, way: Way | None) -> Route:
    target = way.journey.at.target if way else None
    ahead = target.levels.get(way.journey.code) if way and target else None
    return route(place.framework, place.level.id, ahead, target)


def _directions(place: Place, chosen: Move | None) -> tuple[Direction, ...]:
    """The other moves from the level, in file order."""
    moves = place.framework.moves_from(place.level.id)
    return tuple(_direction(place, move) for move in moves if move is not chosen)


def _direction(place: Place, move: Move) -> Direction:
    family = family_of(move.to, place.family)
    code = level_of(move.to)
    level = place.framework.levels.get(code) if family == place.family else None
    title = level.title if level else move.title or family.replace("-", " ").capitalize()
    return Direction(move, code, title, "" if family == place.family else family)
