"""How sentences are shown: the words that differ are marked."""

from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from trellis_web.frameworks.queries.sentences import Pieces

register = template.Library()


@register.filter
@lru_cache(maxsize=4096)
def marked(pieces: Pieces) -> SafeString:
    """The sentence with `<mark>` around the pieces that differ: a loop in a template takes most of
    the time of a page with a thousand sentences. Kept, as published sentences never change."""
    shown = (format_html("<mark>{}</mark>", text) if new else text for text, new in pieces)
    return format_html_join("", "{}", ((each,) for each in shown))
