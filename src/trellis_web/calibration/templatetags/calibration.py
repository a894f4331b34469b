"""The cells of the board and the bars of the distribution; the same is said in their words."""

import re
from collections.abc import Sequence
from html import escape

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from trellis_web.calibration.models import Change
from trellis_web.calibration.queries.rows import Cell, Row
from trellis_web.calibration.rules import Interest
from trellis_web.calibration.views.sheets import Sheet

register = template.Library()

WIDTH, STEP, HEIGHT = 46, 66, 56
"""Pixels: a bar, from one bar to the next, the highest bar."""
FLOOR = 70
LONG_WORD = re.compile(r"\w{10,}")
BREAK = re.compile(r"(?<=[aeiouy])(?=[^\W\daeiouy][aeiouy])")
"""Between a vowel and a consonant with a vowel behind it: where most languages break."""


@register.simple_tag
def cells(sheet: Sheet, row: Row) -> SafeString:
    """The cells of a row, each in its column."""
    shown = (row.cells[at] for at, _column in sheet.columns)
    found = (_cell(sheet, row, cell) if cell else "–" for cell in shown)
    return mark_safe("".join(f"<td>{cell}</td>" for cell in found))  # noqa: S308  made by _cell


@register.simple_tag
def cell(sheet: Sheet, row: Row, found: Cell) -> SafeString:
    """One cell, to be put in the place of the one that stands there."""
    return mark_safe(_cell(sheet, row, found, ' hx-swap-oob="true"'))  # noqa: S308  made by _cell


def _cell(sheet: Sheet, row: Row, found: Cell, extra: str = "") -> str:
    """Built by hand, because a board holds hundreds; what people wrote is escaped here."""
    key = f"{row.participant}-{found.competency}"
    score, first = found.mark.score, found.first.score
    whose = escape(f"{sheet.name(row)}, {sheet.titles[found.competency]}: ")
    shown = f"<s>{first or '–'}</s> {score or '–'}" if score != first else f"{score or '–'}"
    said = escape("; ".join(_said(sheet, row, found)))
    return (
        f'<a class="{_look(found, row)}" id="cell-{key}"'
        f' href="?{sheet.escaped_query}cell={key}"{extra}>'
        f'<span class="vh">{whose}</span>{shown}<span class="vh"> {said}</span></a>'
    )


def _look(found: Cell, row: Row) -> str:
    looks = {
        f"r{found.mark.score}": found.mark.score,
        "moved": found.is_changed,
        "none": found.is_bare and row.has_review,
        "far": found.is_apart,
    }
    return " ".join(["cell cal-cell", *(name for name, holds in looks.items() if holds)])


def _unrated(row: Row) -> str:
    return _("not enough seen") if row.has_review else _("not handed in")


def _said(sheet: Sheet, row: Row, found: Cell) -> list[str]:
    """What the colours and marks of a cell mean."""
    score = found.mark.score
    said = [sheet.scale[score - 1] if score else _unrated(row)]
    if found.is_changed:
        said.append(_("changed from %(score)s") % {"score": found.first.score or "–"})
    if found.is_bare and row.has_review:
        said.append(_("no evidence"))
    if found.is_apart:
        said.append(_("far from others of this level: worth a question"))
    return said


@register.filter
def soft(title: str) -> str:
    """A heading whose long words may be broken, so that its column stays narrow."""
    return LONG_WORD.sub(lambda word: BREAK.sub("\u00ad", word[0]), title)


@register.filter
def named(sheet: Sheet, row: Row) -> str:
    """Who a row is about; a number while names are off."""
    return sheet.name(row)


@register.simple_tag
def moved(sheet: Sheet, change: Change) -> str:
    """The latest change, in words."""
    person = change.participant.person.name
    return _("%(by)s moved %(person)s from %(was)s to %(now)s in %(what)s.") % {
        "by": change.changed_by.name if sheet.look.is_named else _("Somebody"),
        "person": sheet.named(person, change.participant_id),
        "was": change.from_score or "–",
        "now": change.to_score or "–",
        "what": change.competency.title,
    }


@register.filter
def in_words(interest: Interest) -> str:
    """A conflict of interest, said of somebody else."""
    words = {
        Interest.DECLARED: _("declared"),
        Interest.OWN_MANAGER: _("reports to them"),
        Interest.OWN_RECORD: _("their own record"),
        Interest.OWN_REPORT: _("rated or leads them"),
        Interest.PEER: _("was asked about them"),
    }
    return words[interest]


@register.simple_tag
def distribution(
    before: Sequence[int], now: Sequence[int], guide: Sequence[float] = ()
) -> SafeString:
    """How often each score stands there, as bars; a dashed line where it was before.

    `guide`: shares that add up to 1, drawn as outlines over the same number of ratings.
    """
    outlines = [share * sum(now) for share in guide]
    highest = max(*before, *now, *outlines, 1)
    bars = enumerate(zip(before, now, strict=True), start=1)
    parts = format_html_join(
        "",
        '<rect class="b{}" x="{}" y="{}" width="46" height="{}" rx="4"/>'
        '<path class="was" d="M{} {}h54"/>'
        '<text class="n" x="{}" y="{}" text-anchor="middle">{}</text>'
        '<text class="l" x="{}" y="88" text-anchor="middle">{}</text>',
        (_bar(score, was, n, highest) for score, (was, n) in bars),
    )
    return format_html(
        '<svg class="cal-dist" viewBox="0 -14 326 108" role="img" aria-label="{}">{}{}</svg>',
        _counted(before, now),
        parts,
        _outlines([each / highest for each in outlines]),
    )


def _outlines(heights: Sequence[float]) -> SafeString:
    return format_html_join(
        "",
        '<rect class="guide" x="{}" y="{}" width="50" height="{}" rx="5"/>',
        (
            (4 + STEP * at, round(FLOOR - HEIGHT * each, 1), round(HEIGHT * each, 1))
            for at, each in enumerate(heights)
        ),
    )


def _bar(score: int, was: int, n: int, highest: float) -> tuple[object, ...]:
    left = 6 + STEP * (score - 1)
    height = round(max(1.6, HEIGHT * n / highest), 1)
    top, line = round(FLOOR - height, 1), round(FLOOR - HEIGHT * was / highest, 1)
    middle, above = left + WIDTH // 2, round(min(top, line) - 7, 1)
    return (score, left, top, height, left - 4, line, middle, above, n, middle, score)


def _counted(before: Sequence[int], now: Sequence[int]) -> str:
    """Both rows of numbers, in words."""
    return _("Ratings from 1 to 5, now: %(now)s. Before the session: %(before)s.") % {
        "now": ", ".join(map(str, now)),
        "before": ", ".join(map(str, before)),
    }
