"""Who takes part in a round, and what has to be put right before it can be opened."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trellis.framework.resolve import ResolvedFramework, family_of, level_of
from trellis_web.frameworks.models import Family, Version
from trellis_web.frameworks.queries import resolved
from trellis_web.frameworks.queries.stays import versions_for
from trellis_web.people.models import Position, ReportingLine
from trellis_web.reviews.models import Cycle, Exemption


@dataclass(frozen=True, slots=True)
class Entrant:
    """A person as the round would freeze them today."""

    person: int
    name: str
    family: str
    level: str
    manager: int | None
    version: Version | None
    exemption: str = ""

    @property
    def is_absent(self) -> bool:
        """Whether an absence during the round is recorded."""
        return self.exemption == Exemption.Kind.ABSENT

    @property
    def next_level(self) -> str:
        """The target of the first promotion from the level; empty at the top of a line."""
        return next_level_of(resolved(self.version), self.level) if self.version else ""


@dataclass(frozen=True, slots=True)
class LaunchProblem:
    """Something that blocks the opening, whom it is about, and how to put it right."""

    code: str
    sentence: str
    remedy: str
    people: tuple[tuple[int, str], ...] = ()


def next_level_of(framework: ResolvedFramework, level: str) -> str:
    """The target of the first promotion from a level within the family."""
    home = framework.framework.id
    promotions = (m for m in framework.moves_from(level) if m.kind == "promotion")
    return next((level_of(m.to) for m in promotions if family_of(m.to, home) == home), "")


def entrants(cycle: Cycle, *, today: date) -> list[Entrant]:
    """Everyone who takes part: active, in one of the families, and not left out. Six queries.

    Somebody for whom an earlier version lives on is rated on that one.
    """
    families = {
        family.slug: family.current for family in cycle.families.select_related("current__family")
    }
    positions = (
        Position.objects.on(today)
        .filter(family__in=families, person__deactivated_at__isnull=True)
        .order_by("person__name", "person_id", "since")
        .values_list("person_id", "person__name", "family", "level")
    )
    managers = _managers(today)
    exempt = dict(cycle.exemptions.values_list("person_id", "kind"))
    staying = versions_for(families, today=today)
    found = {
        person: Entrant(
            person,
            name,
            family,
            level,
            managers.get(person),
            staying.get((person, family), families[family]),
            exempt.get(person, ""),
        )
        for person, name, family, level in positions
    }
    return [each for each in found.values() if each.exemption != Exemption.Kind.EXCLUDED]


def _managers(today: date) -> dict[int, int]:
    """The manager of each person on a day; whoever acts for a manager comes first."""
    lines = ReportingLine.objects.on(today).filter(
        kind__in=[ReportingLine.Kind.LINE, ReportingLine.Kind.ACTING],
        manager__deactivated_at__isnull=True,
    )
    acting_last = lines.order_by("-kind", "since").values_list("person_id", "manager_id")
    return dict(acting_last)


def launch_problems(cycle: Cycle, *, today: date) -> list[LaunchProblem]:
    """Everything that blocks the opening. Empty when the round can start."""
    people = entrants(cycle, today=today)
    problems = list(_about_families(cycle.families.select_related("current")))
    problems += _about_people(people)
    if not people and not problems:
        problems.append(
            LaunchProblem(
                "nobody",
                _("Nobody takes part in this round."),
                _("Choose a family in which somebody works, or import people first."),
            )
        )
    return problems


def _about_families(families: Iterable[Family]) -> Iterator[LaunchProblem]:
    for family in families:
        if family.current is None:
            yield LaunchProblem(
                "no-version",
                _("%(family)s has no published version.") % {"family": family.title},
                _("Publish its framework first."),
            )


def _about_people(people: Iterable[Entrant]) -> Iterator[LaunchProblem]:
    found: dict[str, list[tuple[int, str]]] = {}
    for each in people:
        code = _problem_of(each)
        if code:
            found.setdefault(code, []).append((each.person, each.name))
    for code, words in _words(found).items():
        yield LaunchProblem(code, *words, tuple(found[code]))


def _problem_of(each: Entrant) -> str:
    if each.version is None:
        return ""
    if not each.level:
        return "no-level"
    if each.level not in resolved(each.version).levels:
        return "unknown-level"
    return "no-manager" if each.manager is None and not each.is_absent else ""


def _words(found: Mapping[str, list[tuple[int, str]]]) -> dict[str, tuple[str, str]]:
    """Sentence and remedy of each kind of problem that was found."""
    counts = {code: len(people) for code, people in found.items()}
    n = counts.get
    words = {
        "no-level": (
            ngettext("%(n)d person has no level.", "%(n)d people have no level.", n("no-level", 0)),
            _("Import their level, or leave them out of this round."),
        ),
        "unknown-level": (
            ngettext(
                "%(n)d person has a level that the published framework does not have.",
                "%(n)d people have a level that the published framework does not have.",
                n("unknown-level", 0),
            ),
            _("Correct the level by an import, or leave them out of this round."),
        ),
        "no-manager": (
            ngettext(
                "%(n)d person has no manager who could write the review.",
                "%(n)d people have no manager who could write the review.",
                n("no-manager", 0),
            ),
            _("Import a manager for them, or leave them out of this round."),
        ),
    }
    return {code: (words[code][0] % {"n": n}, words[code][1]) for code, n in counts.items()}
