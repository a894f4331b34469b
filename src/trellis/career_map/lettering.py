"""How wide words are in the typeface of the pages, and words cut to a width.

Widths are of Figtree at weight 650, rounded up, in thousandths of the type size, so that a word is
never wider than it is taken for.
"""

from functools import lru_cache
from unicodedata import east_asian_width

_WIDTHS = {
    250: "',.l",
    300: " :;I`ij|",
    350: "![]",
    400: '"()frt{}',
    450: "1-/\\_",
    500: "*sz",
    550: "?JLackvx",
    600: "235679$EFPT^bdeghnopquy",
    650: "048#&+<=>BRSYZ~",
    700: "DKX",
    750: "ACGHUV",
    800: "NOQ",
    850: "%w",
    900: "Mm",
    1000: "@W",
}
_KNOWN = {char: width for width, chars in _WIDTHS.items() for char in chars}
_LETTER, _WIDE = 850, 1100
ELLIPSIS = "…"


@lru_cache(maxsize=4096)
def width(words: str, size: float) -> float:
    """The width of words in pixels, at a type size in pixels; never too small."""
    return sum(_KNOWN.get(char) or _other(char) for char in words) * size / 1000


def _other(char: str) -> int:
    """Outside ASCII: a letter like the widest usual one, or a sign as wide as it is high."""
    return _WIDE if ord(char) > 0x2E7F or east_asian_width(char) in "WF" else _LETTER


def fitted(words: str, size: float, room: float) -> str:
    """The words, cut off with an ellipsis where they are wider than the room."""
    if width(words, size) <= room:
        return words
    kept = words
    while kept and width(kept + ELLIPSIS, size) > room:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def lines_of(text: str, size: float, room: float, most: int) -> tuple[str, ...]:
    """The text in at most so many lines that fit the room, broken between words."""
    lines = [""]
    words = text.split()
    for at, word in enumerate(words):
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or width(longer, size) <= room:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = " ".join((lines[-1], *words[at:]))
            break
    return tuple(fitted(line, size, room) for line in lines)
