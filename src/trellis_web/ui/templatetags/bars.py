"""Small drawings of numbers; the same is said in their label."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

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
    segments = [
        (round(0.5 + STEP * at, 1), "on" if at < shown.score else "off") for at in range(SCALE)
    ]
    return _drawing(
        _label(shown),
        format_html_join(
            "", '<rect x="{}" y=".5" width="16" height="11" rx="3" class="{}"/>', segments
        ),
        shown.floor,
    )


def _label(shown: Shown) -> str:
    words = {"name": shown.name, "score": shown.score, "scale": SCALE, "floor": shown.floor}
    if shown.floor:
        return _("%(name)s rated %(score)d of %(scale)d, %(floor)d needed") % words
    return _("%(name)s rated %(score)d of %(scale)d") % words


def _drawing(label: str, segments: SafeString, floor: int) -> SafeString:
    notch = format_html('<path class="req" d="M{} -4v20"/>', round(STEP * floor - 1.2, 1))
    return format_html(
        '<svg class="segs" viewBox="0 0 92 12" role="img" aria-label="{}">{}{}</svg>',
        label,
        segments,
        notch if floor else "",
    )


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
