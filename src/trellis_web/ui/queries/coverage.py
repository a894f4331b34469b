"""Where a team is thin: its competencies by its people, in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import pgettext_lazy

from trellis.readiness.gaps import Standing
from trellis_web.people.models import Person
from trellis_web.ui.queries.team import Member, team_of

LEAST = 2
"""Of one person it would be their page once more."""
WORDS = {
    Standing.GAP: pgettext_lazy("coverage", "Not yet"),
    Standing.NO_OPPORTUNITY: pgettext_lazy("coverage", "No chance yet"),
    Standing.NOT_ASSESSED: pgettext_lazy("coverage", "Not looked at"),
    Standing.THERE: pgettext_lazy("coverage", "Shows it"),
}
LOOKS = {Standing.GAP: "gap", Standing.THERE: "met"}


@dataclass(frozen=True, slots=True)
class Cell:
    """How a competency of one person stands towards their next level; empty when not asked."""

    word: str
    look: str


@dataclass(frozen=True, slots=True)
class Line:
    """One competency of the team; `there` of `asked` people show it."""

    name: str
    cells: tuple[Cell, ...]
    there: int
    asked: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """People by name, competencies with the thinnest first. Empty for fewer than two people."""

    people: tuple[Person, ...]
    lines: tuple[Line, ...]


def coverage_of(actor: Person, *, today: date) -> Coverage:
    """The coverage of the actor's team. The queries of the team, whatever its size."""
    team = [each for each in team_of(actor, is_age_seen=False, today=today) if each.journey]
    if len(team) < LEAST:
        return Coverage((), ())
    team.sort(key=lambda member: (member.person.name, member.person.pk))
    standing = [_standing(member) for member in team]
    names = {key: name for each in standing for key, (name, _standing) in each.items()}
    lines = [_line(name, [each.get(key) for each in standing]) for key, name in names.items()]
    lines.sort(key=lambda line: line.there / line.asked)
    return Coverage(tuple(member.person for member in team), tuple(lines))


def _standing(member: Member) -> dict[tuple[str, str], tuple[str, Standing]]:
    """What the next level asks for, by family and competency, with its name."""
    journey = member.journey
    if journey is None or member.position is None:
        return {}
    return {
        (member.position.family, each.competency): (journey.name(each.competency), each.standing)
        for each in journey.standings
        if each.competency in journey.asked
    }


def _line(name: str, found: list[tuple[str, Standing] | None]) -> Line:
    cells = tuple(
        Cell(str(WORDS[each[1]]), LOOKS.get(each[1], "")) if each else Cell("", "")
        for each in found
    )
    asked = [each[1] for each in found if each]
    return Line(name, cells, asked.count(Standing.THERE), len(asked))
