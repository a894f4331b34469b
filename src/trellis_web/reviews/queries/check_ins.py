"""Check-ins: where somebody stands, what one asks, and what its readers may read in it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from trellis.framework.model import Move
from trellis.framework.resolve import level_of
from trellis.readiness.standpoint import Standpoint
from trellis_web.access.queries import visible
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries import current, resolved
from trellis_web.growth.models import EvidenceTag
from trellis_web.people.models import Person
from trellis_web.reviews.models import CheckIn, Next, Sighting
from trellis_web.reviews.queries.facts import History, as_rated, histories, target_of
from trellis_web.reviews.rules.check_ins import Asked, Seen, competencies_ahead

WORDS = dict(Next.choices)


@dataclass(frozen=True, slots=True)
class Pin:
    """What a check-in is about: the present level in the current version, and the one above."""

    version: Version
    level: str
    next_level: str


@dataclass(frozen=True, slots=True)
class Row:
    """One competency on the page. `said` and `seen` only as far as the reader may know them."""

    asked: Asked
    said: Seen
    seen: Seen

    @property
    def said_word(self) -> str:
        """What the person says, in words."""
        return str(WORDS.get(self.said.next, ""))

    @property
    def seen_word(self) -> str:
        """What the manager established, in words."""
        return str(WORDS.get(self.seen.next, ""))

    @property
    def latest_word(self) -> str:
        """What was seen before, in words."""
        return str(WORDS.get(self.asked.latest, ""))


def pin_of(person: Person, *, today: date) -> Pin | None:
    """What a check-in of the person would be about today; None where no promotion leads on."""
    history = histories([person.pk], today=today).get(person.pk)
    version = current(history.position.family) if history else None
    move = _promotion(version, history.position.level) if version and history else None
    if history is None or version is None or move is None:
        return None
    return Pin(version, history.position.level, level_of(move.to))


def asked_in(check_in: CheckIn, *, today: date) -> tuple[Asked, ...]:
    """The competencies of the next level in the pinned version, with what was seen latest."""
    framework = resolved(check_in.version)
    history = histories([check_in.person_id], today=today).get(check_in.person_id)
    at = _standpoint(check_in, history, today) if history else None
    return tuple(
        Asked(
            slug,
            framework.competency[slug].title,
            framework.cell(slug, check_in.next_level).statements,
            latest.value if at and (latest := at.latest_observation(slug)) else "",
        )
        for slug in competencies_ahead(framework, check_in.next_level)
    )


def rows_of(check_in: CheckIn, asked: tuple[Asked, ...], *, to: Person, today: date) -> list[Row]:
    """The rows of the page. A talk that is not recorded holds nothing that the manager saw."""
    visible_to = visible(Sighting, to=to, today=today).filter(check_in=check_in)
    found = {each.competency.slug: each for each in visible_to.select_related("competency")}
    return [_row(each, found.get(each.competency)) for each in asked]


def check_ins(person: Person, *, to: Person, today: date) -> QuerySet[CheckIn]:
    """The check-ins of the person that `to` sees, the latest first."""
    seen = visible(CheckIn, to=to, today=today).filter(person=person)
    return seen.select_related("person", "manager", "recorded_by", "version__family")


def evidence_for(check_in: CheckIn, *, to: Person, today: date) -> dict[str, list[EvidenceTag]]:
    """The notes of the person, as far as `to` sees them, by the competency they speak for."""
    tags = visible(EvidenceTag, to=to, today=today).filter(
        note__person=check_in.person_id,
        kind=EvidenceTag.Kind.COMPETENCY,
        family=check_in.version.family.slug,
    )
    found: dict[str, list[EvidenceTag]] = {}
    for tag in tags.select_related("note").order_by("-note__happened_on", "-pk"):
        found.setdefault(tag.key, []).append(tag)
    return found


def _row(asked: Asked, found: Sighting | None) -> Row:
    if found is None:
        return Row(asked, Seen(), Seen())
    return Row(asked, Seen(found.said, found.said_why), Seen(found.seen, found.seen_why))


def _promotion(version: Version | None, level: str) -> Move | None:
    moves = resolved(version).moves_from(level) if version else ()
    return next((move for move in moves if move.kind == "promotion"), None)


def _standpoint(check_in: CheckIn, history: History, today: date) -> Standpoint | None:
    """Where the person stands towards the next level; None once they hold another level."""
    move = _promotion(check_in.version, check_in.level)
    if move is None or history.position.level != check_in.level:
        return None
    rated = as_rated(check_in.version, history.version, check_in.level)
    target = target_of(move, resolved(check_in.version))
    return Standpoint.towards(rated, move, history.towards(move, today=today), target)
