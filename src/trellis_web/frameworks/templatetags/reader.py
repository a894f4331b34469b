"""How a published framework is shown: its table, and sentences with the words that differ."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from trellis.framework.model import Track
from trellis_web.frameworks.models import Family, Version
from trellis_web.frameworks.queries.asked import open_questions
from trellis_web.frameworks.queries.differences import differences
from trellis_web.frameworks.queries.matrix import levels_of, matrix, track_of
from trellis_web.frameworks.queries.reading import Reading
from trellis_web.frameworks.queries.sentences import Pieces
from trellis_web.frameworks.queries.versions import resolved

register = template.Library()


@register.filter
def marked(pieces: Pieces) -> SafeString:
    """The sentence with `<mark>` around the pieces that differ."""
    shown = (format_html("<mark>{}</mark>", text) if new else text for text, new in pieces)
    return format_html_join("", "{}", ((each,) for each in shown))


@register.simple_tag
def table_rows(opened: Reading, track: Track, shown: str, *, differing: bool) -> SafeString:
    """The rows of a track of a published version; or what differs from level to level."""
    version = opened.version
    address = (reverse("framework", args=[version.family.slug]), opened.pin)
    key = (version.pk, version.digest, track.id, address, get_language())
    return _rows(*key, mine=opened.mine, shown=shown, differing=differing)


@lru_cache(maxsize=32)
def _rows(
    pk: int,
    digest: str,
    track_id: str,
    address: tuple[str, str],
    language: str,
    *,
    mine: str,
    shown: str,
    differing: bool,
) -> SafeString:
    """Kept, as a version never changes. Nothing of the reader is in it but the level they hold."""
    version = Version(pk=pk, digest=digest)
    framework = resolved(version)
    track = track_of(framework, track_id)
    if track is None:
        return SafeString()
    context = {
        "groups": differences(framework, track) if differing else matrix(framework, track),
        "levels": levels_of(track),
        "mine": mine,
        "shown": shown,
        "slug": framework.framework.id,
        "base": address[0],
        "pin": address[1],
        "language": framework.framework.language,
        "LANGUAGE_CODE": language,
    }
    name = "_differencerows" if differing else "_rows"
    return render_to_string(f"frameworks/{name}.html", context)


@register.simple_tag
def unanswered(family: Family) -> int:
    """How many questions of readers about a family wait for an answer. For its authors only."""
    return open_questions(family)
