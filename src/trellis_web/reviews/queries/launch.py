"""The launch check: what has to be put right before the opening, about whom, and where."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from trellis_web.reviews.models import Cycle
from trellis_web.reviews.queries.entrants import Entrant, entrants, outside
from trellis_web.reviews.rules.stages import NAMES, STAGES, passed

People = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class LaunchProblem:
    """Something that blocks the opening, whom it is about, how to put it right, and where."""

    code: str
    sentence: str
    remedy: str
    people: People = ()
    href: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """The words for one kind of problem with people; `place` is where it is put right."""

    sentence: Any
    remedy: Any
    place: str
    label: Any


IMPORT = gettext_lazy("Import people")
KINDS = {
    "no-level": Kind(
        ngettext_lazy("%(n)d person has no level.", "%(n)d people have no level.", "n"),
        gettext_lazy("Import their level, or leave them out of this round."),
        "people_import",
        IMPORT,
    ),
    "unknown-level": Kind(
        ngettext_lazy(
            "%(n)d person has a level that the published framework does not have.",
            "%(n)d people have a level that the published framework does not have.",
            "n",
        ),
        gettext_lazy("Correct the level by an import, or leave them out of this round."),
        "people_import",
        IMPORT,
    ),
    "nothing-asked": Kind(
        ngettext_lazy(
            "The framework expects nothing at the level of %(n)d person.",
            "The framework expects nothing at the level of %(n)d people.",
            "n",
        ),
        gettext_lazy("Publish what the level asks for, or leave them out of this round."),
        "framework_administration",
        gettext_lazy("Authoring"),
    ),
    "no-manager": Kind(
        ngettext_lazy(
            "%(n)d person has no manager who could write the review.",
            "%(n)d people have no manager who could write the review.",
            "n",
        ),
        gettext_lazy("Import a manager for them, or leave them out of this round."),
        "people_import",
        IMPORT,
    ),
    "manager-left": Kind(
        ngettext_lazy(
            "The manager of %(n)d person has left.", "The manager of %(n)d people has left.", "n"
        ),
        gettext_lazy("Import the new manager, or set an acting manager on the page of the person."),
        "people_import",
        IMPORT,
    ),
    "manager-away": Kind(
        ngettext_lazy(
            "The manager of %(n)d person is away for the whole writing time.",
            "The manager of %(n)d people is away for the whole writing time.",
            "n",
        ),
        gettext_lazy("Set an acting manager on the page of the person, or move the dates."),
        "people",
        gettext_lazy("People"),
    ),
    "day-passed-there": Kind(
        ngettext_lazy(
            "Where %(n)d person lives, a day of the round has ended already.",
            "Where %(n)d people live, a day of the round has ended already.",
            "n",
        ),
        gettext_lazy("Move the date by a day."),
        "cycle_setting",
        gettext_lazy("Change the dates"),
    ),
}


def launch_problems(cycle: Cycle, *, now: datetime) -> list[LaunchProblem]:
    """Everything that blocks the opening. Empty when the round can start."""
    people = entrants(cycle, today=timezone.localdate(now))
    return problems_of(cycle, people, now=now)


def problems_of(cycle: Cycle, people: Iterable[Entrant], *, now: datetime) -> list[LaunchProblem]:
    """The same for entrants that are read already."""
    everyone = list(people)
    found = [
        *_about_families(cycle),
        *_about_days(cycle, now),
        *_about_people(cycle, everyone, now),
    ]
    if not everyone and not found:
        found.append(_nobody(cycle))
    return found


def _nobody(cycle: Cycle) -> LaunchProblem:
    return LaunchProblem(
        "nobody",
        _("Nobody takes part in this round."),
        _("Choose a family in which somebody works, or import people first."),
        href=_place("cycle_setting", cycle),
        label=_("Change the setting"),
    )


def launch_notes(cycle: Cycle, people: Iterable[Entrant], *, now: datetime) -> list[LaunchProblem]:
    """What HR should know before the opening, and what does not block it."""
    away = tuple((each.person, each.name) for each in people if each.is_away)
    gone = tuple(outside(cycle, today=timezone.localdate(now)))
    notes = []
    if away:
        sentence = _("They are away for the whole writing time and take part as absent.")
        notes.append(LaunchProblem("away", sentence, _("Nobody is asked about them."), away))
    if gone:
        sentence = _("They are named for this round, but do not work in its families and units.")
        notes.append(LaunchProblem("outside", sentence, _("Take them out of the list."), gone))
    return notes


def _about_families(cycle: Cycle) -> Iterator[LaunchProblem]:
    for family in cycle.families.filter(current__isnull=True):
        yield LaunchProblem(
            "no-version",
            _("%(family)s has no published version.") % {"family": family.title},
            _("Publish its framework first."),
            href=_place("framework_administration", cycle),
            label=_("Authoring"),
        )


def _days(cycle: Cycle) -> dict[str, Any]:
    return {name: getattr(cycle, name) for name in STAGES}


def _about_days(cycle: Cycle, now: datetime) -> Iterator[LaunchProblem]:
    """Days that have ended where the organisation is."""
    here = timezone.get_current_timezone_name()
    for name in passed(_days(cycle), now=now, time_zone=here):
        yield LaunchProblem(
            "day-passed",
            _("“%(name)s” has passed.") % {"name": NAMES[name]},
            _("Move the date."),
            href=_place("cycle_setting", cycle),
            label=_("Change the dates"),
        )


def _about_people(
    cycle: Cycle, people: Iterable[Entrant], now: datetime
) -> Iterator[LaunchProblem]:
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    is_past = _is_past(cycle, now)
    for each in people:
        code = problem_of(each) or ("day-passed-there" if is_past(each.place.time_zone) else "")
        if code:
            found[code].append((each.person, each.name))
    for code, kind in KINDS.items():
        if code in found:
            yield _problem(cycle, code, kind, tuple(found[code]))


def _problem(cycle: Cycle, code: str, kind: Kind, people: People) -> LaunchProblem:
    sentence = str(kind.sentence % {"n": len(people)})
    href = _place(kind.place, cycle)
    return LaunchProblem(code, sentence, str(kind.remedy), people, href, str(kind.label))


def _place(name: str, cycle: Cycle) -> str:
    return reverse(name, args=[cycle.pk] if name.startswith("cycle_") else [])


def problem_of(each: Entrant) -> str:
    """What keeps this person from taking part; empty for nothing."""
    if each.framework is None:
        return ""
    if not each.place.level:
        return "no-level"
    if each.place.level not in each.framework.levels:
        return "unknown-level"
    if each.is_absent:
        return ""
    if not each.framework.expected(each.place.level):
        return "nothing-asked"
    if each.leader is None:
        return "no-manager"
    if each.leader.has_left:
        return "manager-left"
    return "manager-away" if each.leader.is_away else ""


def _is_past(cycle: Cycle, now: datetime) -> Callable[[str], bool]:
    """Whether a day of the round has ended in a time zone, and only there."""
    days, known = _days(cycle), dict[str, bool]()
    here = set(passed(days, now=now, time_zone=timezone.get_current_timezone_name()))

    def is_past(time_zone: str) -> bool:
        if time_zone not in known:
            known[time_zone] = bool(set(passed(days, now=now, time_zone=time_zone)) - here)
        return known[time_zone]

    return is_past
