"""The maps of an atlas as SVG, with what is marked on them for the reader."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trellis.career_map.document import document
from trellis.career_map.layout import layout
from trellis.career_map.marks import Marks, State, Words
from trellis.career_map.network import Network
from trellis.career_map.svg import svg
from trellis_web.careers.queries.atlas import Atlas

GAP = 24
"""Pixels between the maps of a file."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One map; `families` are the titles of those on it, `is_only` says that there is no other."""

    ident: str
    families: str
    image: SafeString
    is_only: bool


def wide(atlas: Atlas, shown: str) -> list[Drawn]:
    """The maps for a wide page; the station `shown` is open."""
    return _drawn(atlas, atlas.maps, shown, is_upright=False)


def tall(atlas: Atlas, shown: str) -> list[Drawn]:
    """The maps for a phone."""
    return _drawn(atlas, atlas.tall_maps, shown, is_upright=True)


def _drawn(atlas: Atlas, maps: Sequence[Network], shown: str, *, is_upright: bool) -> list[Drawn]:
    states = states_of(atlas)
    found = []
    for at, each in enumerate(maps):
        picture = layout(each, _here(atlas, each), is_upright=is_upright, has_notes=_counts(atlas))
        marks = marks_of(atlas, each, states, shown)
        ident = f"{'tall' if is_upright else 'wide'}-{at}"
        image = svg(picture, marks, ident=ident)
        safe = mark_safe(image)  # noqa: S308  the writer escapes every word
        found.append(Drawn(ident, _families(each), safe, len(maps) == 1))
    return found


def _here(atlas: Atlas, network: Network) -> str:
    return atlas.here if atlas.here in network.stops else ""


def _counts(atlas: Atlas) -> bool:
    return atlas.counts is not None


def _families(network: Network) -> str:
    titles = (stop.family for line in network.lines for stop in line.stops)
    return ", ".join(dict.fromkeys(titles))


def marks_of(atlas: Atlas, network: Network, states: dict[str, State], shown: str) -> Marks:
    """What is drawn on one map for the reader."""
    lateral = {link.b for link in network.links if link.kind == "lateral"}
    return Marks(
        words=words_of(network),
        states=states,
        carried={key: words for key in lateral if (words := carried_words(atlas, key))},
        notes={key: people_words(n) for key, n in (atlas.counts or {}).items()},
        shown=shown,
        href=f"?{query_of(atlas)}station=",
    )


def query_of(atlas: Atlas) -> str:
    """What the address of every station begins with: which map, and whether with people."""
    asked = {"scope": "all"} if atlas.is_whole else {}
    asked |= {"people": "1"} if _counts(atlas) else {}
    return f"{urlencode(asked)}&" if asked else ""


def states_of(atlas: Atlas) -> dict[str, State]:
    """How levels stand towards the reader: held before, theirs now, the next of their line."""
    states = {key: State("held", _("you held it")) for key in atlas.held}
    states |= {key: State("next", _("your next level")) for key in atlas.next}
    if atlas.here:
        states[atlas.here] = State("me", _("you are here"))
    return states


def carried_words(atlas: Atlas, key: str) -> str:
    """How much of a level the reader brings along; empty where nothing is established."""
    carry = atlas.carry(key)
    if carry is None or not carry.is_known:
        return ""
    return _("%(n)d of %(m)d") % {"n": len(carry.carried), "m": carry.asked}


def people_words(n: int) -> str:
    """How many people there are."""
    return ngettext("%(n)d person", "%(n)d people", n) % {"n": n}


def words_of(network: Network) -> Words:
    """The words of a map in the language of the reader."""
    counts = {"lines": len(network.lines), "levels": len(network.stops)}
    return Words(
        title=_("Career map: %(lines)d lines, %(levels)d levels") % counts,
        rank=_("Level"),
        here=_("You are here"),
        here_short=_("You"),
        equal=_("two-way"),
        individual=_("individual"),
        line=_("{title} line"),
    )


def file_of(atlas: Atlas) -> str:
    """The maps one under the other as a file of its own, with its colours and without links."""
    states, parts, top, width = states_of(atlas), [], 0.0, 0.0
    for at, each in enumerate(atlas.maps):
        picture = layout(each, _here(atlas, each), has_notes=_counts(atlas))
        marks = replace(marks_of(atlas, each, states, ""), href="")
        parts.append((top, svg(picture, marks, ident=f"map-{at}")))
        top, width = top + picture.height + GAP, max(width, picture.width)
    return document(parts, width, top)
