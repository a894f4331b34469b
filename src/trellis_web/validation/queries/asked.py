"""What a panelist is asked, from the text that was frozen when the panel opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from trellis.framework.model import Competency, Level, Statement
from trellis.framework.resolve import ResolvedFramework
from trellis_web.access.queries import reports_of, visible
from trellis_web.frameworks.queries.drafts import read_text
from trellis_web.people.models import Person, Position
from trellis_web.validation.models import Panel, Panelist, Vignette
from trellis_web.validation.rules.order import Neighbours, neighbours


@dataclass(frozen=True, slots=True)
class Question:
    """One sentence of the draft, with its place in the editor."""

    statement: Statement
    competency: Competency
    level: str


def framework_of(panel: Panel) -> ResolvedFramework:
    """The draft as it was when the panel opened; as it is now before. Raises `BadInput`."""
    text = panel.text or panel.family.draft.text
    return read_text(text, panel.family, now=panel.opened_at or timezone.now())


def questions(framework: ResolvedFramework, level: str) -> list[Question]:
    """The sentences that hold at a level, each once, in the order of the file."""
    found: dict[str, Question] = {}
    for competency in framework.competencies:
        cell = framework.cell(competency.id, level)
        for statement in cell.statements if cell.is_expected else ():
            found.setdefault(statement.id, Question(statement, competency, level))
    return list(found.values())


def vignettes_for(panelist: Panelist, *, today: date) -> list[Vignette]:
    """What this panelist may rate: every text, and real people who report to them now."""
    seen = visible(Vignette, to=panelist.person, today=today).filter(panel=panelist.panel_id)
    reports = reports_of(panelist.person, today=today)
    led = set(seen.filter(subject__in=reports).values_list("pk", flat=True))
    return [each for each in seen if each.subject_id is None or each.pk in led]


def pairs(panel: Panel, framework: ResolvedFramework) -> list[Neighbours]:
    """The neighbouring levels that are to be told apart: around those of the vignettes."""
    if not panel.asks_order:
        return []
    return neighbours(framework, list(panel.vignettes.values_list("level", flat=True)))


def team_of(panelist: Panelist, *, today: date) -> list[Person]:
    """The panelist's own reports in the family, or in none yet, whom they map to a level."""
    if not panelist.panel.asks_team or panelist.group != Panelist.Group.MANAGER:
        return []
    reports = reports_of(panelist.person, today=today)
    positions = Position.objects.on(today).filter(person__in=reports)
    elsewhere = positions.exclude(family__in=("", panelist.panel.family.slug)).values("person")
    people = visible(Person, to=panelist.person, today=today).filter(pk__in=reports)
    return list(people.exclude(pk__in=elsewhere).order_by("name"))


def levels_of(framework: ResolvedFramework) -> Mapping[str, Level]:
    """The levels of the draft by id, in file order."""
    return framework.levels
