"""The first sentence of a home page: what stands between a person and the next level."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trellis.framework.model import Level, Track
from trellis.readiness.criteria import State
from trellis.readiness.judge import Decision, FindingOfCriterion
from trellis.readiness.rules import REACHED
from trellis_web.ui.rules.journey import Journey
from trellis_web.ui.rules.names import criterion_name, listed

FEW = 3
"""Up to this many gaps the page names nothing else first."""
NEW = 6
"""Months in a level without a result during which somebody is new there."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A heading, and the two or three sentences below it."""

    title: str
    lede: str


def without_framework(family: str) -> Headline:
    """For somebody whose role has no published framework."""
    if family:
        return Headline(
            _("The framework of your job family is not published yet"),
            _("You will read it here on the day it is published. Ask HR about %(family)s.")
            % {"family": family},
        )
    return Headline(
        _("Your role has no framework yet"),
        _("You can read the frameworks of the others, and keep evidence of your work."),
    )


def unknown_level(level: str, family: str) -> Headline:
    """For somebody whose level the current version does not have."""
    words = {"level": level or "–", "family": family}
    return Headline(
        _("Your level is not in the framework"),
        _("%(family)s has no level “%(level)s” in its current version. HR will place you.") % words,
    )


def without_promotion(level: Level, track: Track, others: int, laterals: int = 0) -> Headline:
    """For somebody from whose level no promotion leads on; `laterals` of `others` lead sideways."""
    is_top = level.rank == max(each.rank for each in track.levels)
    title = (
        _("You are at the top of this line")
        if is_top
        else _("The framework does not say yet what comes after %(level)s") % {"level": level.id}
    )
    if not others:
        return Headline(title, _("You can read every level of it, and keep evidence of your work."))
    return Headline(title, _open_lines(others, laterals))


def _open_lines(others: int, laterals: int) -> str:
    """Where one can go instead, a word for a small number of lines."""
    if laterals == others:
        small = (_("One lateral line is open."), _("Two lateral lines are open."))
        many = _("%(n)d lateral lines are open.") % {"n": laterals}
        return small[laterals - 1] if laterals <= len(small) else many
    words = ngettext("%(n)d other direction is open.", "%(n)d other directions are open.", others)
    return words % {"n": others}


def headline(journey: Journey) -> Headline:
    """The heading for somebody on the way; the first case that matches."""
    gaps = len(journey.gaps)
    if journey.is_return:
        return _way_back(journey)
    if not journey.has_results:
        return _before_results(journey)
    if gaps:
        return Headline(_between(gaps) % {"n": gaps, "title": journey.title}, _with_gaps(journey))
    if journey.unseen:
        return _unseen(journey)
    title = (
        _("You show every %(code)s behaviour")
        if journey.is_promotion
        else _("Everything that %(code)s asks for carries over")
    )
    return Headline(title % {"code": journey.code}, _what_is_left(journey))


def with_places(found: Headline, day: date | None, *, today: date) -> Headline:
    """The same heading, with when places at the level ahead are given; what is over is not said."""
    if day is None or day < today:
        return found
    places = _("Places are decided in %(month)s.") % {"month": date_format(day, "F Y")}
    return replace(found, lede=f"{found.lede} {places}")


def _way_back(journey: Journey) -> Headline:
    title = _("The way back to %(title)s is open") % {"title": journey.title}
    return Headline(title, _("A return needs no new case. Talk with your manager about the date."))


def _between(gaps: int) -> str:
    """The heading with gaps, a word for a small number."""
    small = (
        _("One competency stands between you and %(title)s"),
        _("Two competencies stand between you and %(title)s"),
        _("Three competencies stand between you and %(title)s"),
    )
    many = _("%(n)d competencies stand between you and %(title)s")
    return small[gaps - 1] if gaps <= FEW else many


def _with_gaps(journey: Journey) -> str:
    if len(journey.gaps) > FEW:
        nearest = listed([journey.name(each.competency) for each in journey.gaps[:2]])
        second = _("The two nearest are %(names)s.") % {"names": nearest}
        return _joined(_share(journey), second, journey)
    return _joined(_share(journey), _also_open(journey), journey)


def _share(journey: Journey) -> str:
    """How much of what is asked was observed already."""
    if not journey.there:
        words = _("%(code)s asks for %(m)d things.")
    elif journey.is_promotion:
        words = _("You show %(n)d of the %(m)d things that %(code)s asks for.")
    else:
        words = _("Of the %(m)d things that %(code)s asks for, %(n)d carry over.")
    return words % {"n": len(journey.there), "m": len(journey.asked), "code": journey.code}


def _unseen(journey: Journey) -> Headline:
    unseen = journey.unseen
    title = ngettext(
        "%(n)d competency has not been looked at yet",
        "%(n)d competencies have not been looked at yet",
        len(unseen),
    )
    lede = _("Whatever was looked at shows %(code)s. Talk with your manager about %(names)s.")
    names = listed([journey.name(each.competency) for each in unseen[:FEW]])
    words = {"n": len(unseen), "code": journey.code, "names": names}
    return Headline(title % words, _joined(lede % words, "", journey))


def _before_results(journey: Journey) -> Headline:
    title = _("See what %(title)s asks for") % {"title": journey.title}
    months = journey.at.facts.months_in_level
    words = {"code": journey.start.id}
    if months is not None and months < NEW:
        lede = _("You are new as %(code)s. Your next review is the first that counts from here.")
    else:
        lede = _("Nothing was reviewed at %(code)s yet. That is not a gap.")
    return Headline(title, _joined(lede % words, "", journey))


def _what_is_left(journey: Journey) -> str:
    if journey.judgement.decision is Decision.MET:
        return _("Every criterion is met. Talk with your manager about the next step.")
    names = listed(_once([criterion_name(each) for each in open_findings(journey)]))
    return _("What is left: %(names)s.") % {"names": names} if names else ""


def _also_open(journey: Journey) -> str:
    """The other criteria by name; the lowest rating is what the gaps are about already."""
    names = [criterion_name(each) for each in open_findings(journey) if each.kind != "floor"]
    return _("Also open: %(names)s.") % {"names": listed(_once(names))} if names else ""


def _joined(first: str, second: str, journey: Journey) -> str:
    """The sentences in a row, with one for somebody who was away."""
    away = _("You were away in the latest round; it is skipped.") if journey.was_away else ""
    return " ".join(filter(None, (first, second, away)))


def _once(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))


def open_findings(journey: Journey) -> tuple[FindingOfCriterion, ...]:
    """The single conditions that are not met, in file order."""
    states = journey.judgement.states
    return tuple(
        each
        for each in journey.judgement.findings
        if states.get(each.criterion, State.NOT_ASSESSED) not in REACHED
    )
