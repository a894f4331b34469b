"""Icons, in one line style (shapes after Lucide, ISC licence)."""

from functools import cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

FRAME = (
    '<svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor"'
    ' stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"'
    ' focusable="false">{}</svg>'
)
SHAPES = {
    "alert": '<circle cx="12" cy="12" r="10"/><path d="M12 7v6M12 16.5h.01"/>',
    "arrow": '<path d="M5 12h14M13 6l6 6-6 6"/>',
    "book": '<path d="M12 6v14M3 5h5a4 4 0 0 1 4 4 4 4 0 0 1 4-4h5v13h-6a3 3 0 0 0-3 3 3 3 0 0 0'
    '-3-3H3z"/>',
    "check": '<circle cx="12" cy="12" r="10"/><path d="m8 12 3 3 5-6"/>',
    "clipboard": '<rect width="8" height="4" x="8" y="2" rx="1"/><path d="M16 4h3v18H5V4h3M9 14l2 2'
    ' 4-4"/>',
    "gear": '<circle cx="12" cy="12" r="3"/><path d="M12 2v4M12 18v4M2 12h4M18 12h4M5 5l3 3M16 16l3'
    ' 3M19 5l-3 3M8 16l-3 3"/>',
    "grid": '<rect width="7" height="7" x="3" y="3" rx="1"/><rect width="7" height="7" x="14" y="3"'
    ' rx="1"/><rect width="7" height="7" x="3" y="14" rx="1"/><rect width="7" height="7" x="14"'
    ' y="14" rx="1"/>',
    "half": '<circle cx="12" cy="12" r="10"/><path d="M12 2a10 10 0 0 1 0 20z"'
    ' fill="currentColor"/>',
    "home": '<path d="M3 10.5 12 3l9 7.500V21h-6v-7H9v7H3z"/>',
    "link": '<path d="M10 14a5 5 0 0 0 7 0l3-3a5 5 0 0 0-7-7l-1 1M14 10a5 5 0 0 0-7 0l-3 3a5 5 0 0'
    ' 0 7 7l1-1"/>',
    "moon": '<path d="M20.500 13.500A8.500 8.500 0 1 1 10.500 3.500a7 7 0 0 0 10 10z"/>',
    "note": '<path d="M14 3H5v18h14v-9M20.500 3.500a2 2 0 0 0-3 0L10 11l-1 4 4-1 7.500-7.500a2 2'
    ' 0 0 0 0-3z"/>',
    "people": '<circle cx="9" cy="8" r="4"/><path d="M2 21a7 7 0 0 1 14 0M16 4a4 4 0 0 1 0 8M22'
    ' 21a7 7 0 0 0-5-6.700"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "route": '<circle cx="6" cy="19" r="3"/><circle cx="18" cy="5" r="3"/><path d="M9 19h8a3.500'
    ' 3.500 0 0 0 0-7H7a3.500 3.500 0 0 1 0-7h8"/>',
    "search": '<circle cx="11" cy="11" r="8"/><path d="m21 21-4.300-4.300"/>',
    "wait": '<circle cx="12" cy="12" r="10" stroke-dasharray="4 3.200"/>',
}


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """The SVG of an icon; decoration only, its meaning stands beside it in words."""
    return format_html(FRAME, mark_safe(SHAPES[name]))  # noqa: S308  our own shapes
