"""Small drawings of numbers; the same is said in their label."""

from functools import cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trellis_web.ui.rules.cards import Shown

register = template.Library()

STEP = 18.4
"""Pixels from one segment to the next."""
SCALE = 5


@register.simple_tag
def bar(shown: Shown) -> SafeString:
    """A rating as five segments, with a notch at the score that is needed."""
    if shown.score is None:
        return format_html('<span class="small muted">{}</span>', _("not rated"))
    return format_html(
        '<svg class="segs" viewBox="0 0 92 12" role="img" aria-label="{}">{}</svg>',
        _label(shown),
        _drawing(shown.score, shown.floor),
    )


def _label(shown: Shown) -> str:
    words = {"name": shown.name, "score": shown.score, "scale": SCALE, "floor": shown.floor}
    if shown.floor:
        return _("%(name)s rated %(score)d of %(scale)d, %(floor)d needed") % words
    return _("%(name)s rated %(score)d of %(scale)d") % words


@cache
def _drawing(score: int, floor: int) -> SafeString:
    """The segments and the notch; there are few different ones."""
    segments = format_html_join(
        "",
        '<rect x="{}" y=".5" width="16" height="11" rx="3" class="{}"/>',
        ((round(0.5 + STEP * at, 1), "on" if at < score else "off") for at in range(SCALE)),
    )
    notch = format_html('<path class="req" d="M{} -4v20"/>', round(STEP * floor - 1.2, 1))
    return format_html("{}{}", segments, notch if floor else "")


@register.simple_tag
def share(have: int, of: int) -> SafeString:
    """A part of a whole as a bar; the numbers stand beside it."""
    width = round(92 * have / of) if of else 0
    return format_html(
        '<svg class="share" viewBox="0 0 92 8" aria-hidden="true" focusable="false">'
        '<rect width="92" height="8" rx="4" class="off"/>'
        '<rect width="{}" height="8" rx="4" class="on"/></svg>',
        width,
    )


@register.simple_tag
def noted(notes: int, *, is_own: bool) -> str:
    """How many notes speak for something; readers count only those that are shared."""
    if is_own and not notes:
        return _("No evidence yet")
    if is_own:
        return ngettext("%(n)d evidence note", "%(n)d evidence notes", notes) % {"n": notes}
    if not notes:
        return _("No shared note yet")
    return ngettext("%(n)d shared note", "%(n)d shared notes", notes) % {"n": notes}
